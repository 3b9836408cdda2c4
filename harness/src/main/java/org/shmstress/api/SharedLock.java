package org.shmstress.api;

/**
 * A lock in shared memory, as a {@link SharedObject} implements it. Not reentrant unless it says so.
 *
 * <p>An author writes {@link #lock} and {@link #unlock}; the harness calls {@link #runLocked}, which puts them around a critical
 * section whose writes it can check:
 *
 * <pre>{@code
 * @SharedObject(title = "test-and-set", bytes = 4)
 * public final class TestAndSet implements SharedLock {
 *     private final Slice word;
 *
 *     public TestAndSet(Slice word) {
 *         this.word = word;
 *     }
 *
 *     public void lock(int process) {
 *         while (!word.compareAndSetInt(0, 0, 1)) {
 *             Thread.onSpinWait();
 *         }
 *     }
 *
 *     public void unlock(int process) {
 *         word.putIntRelease(0, 0);
 *     }
 * }
 * }</pre>
 */
public interface SharedLock {

    /** Runs in one process before any other makes its instance, e.g. to initialise a native lock. */
    default void initialise() {}

    /**
     * Returns when this process owns the lock.
     *
     * @param process index of the calling process, from 0
     * @throws OwnerDiedException when the lock is owned by the caller and its former owner died while owning it; the lock is
     *     usable after {@link #recover}
     */
    void lock(int process) throws OwnerDiedException;

    /** Gives it up. Called by the owner only. */
    void unlock(int process);

    /**
     * Runs one critical section. Locks whose interface is lock and unlock leave it as it is; one that hands the section to a
     * combiner, or that gives up the lock in the middle of it, overrides it.
     *
     * @throws OwnerDiedException as {@link #lock}; the section has not begun
     */
    default void runLocked(int process, Section section) throws OwnerDiedException {
        lock(process);
        section.update();
        section.lastWrite();
        unlock(process);
    }

    /** Called by the new owner after {@link OwnerDiedException} once the protected data are consistent again. */
    default void recover(int process) {
        throw new UnsupportedOperationException(getClass().getName() + " does not notice a dead owner");
    }

    /** What the harness does while the lock is held; the two halves together are the critical section. */
    interface Section {

        /** All of the section but its last write. */
        void update();

        /** The last write of the section, a plain read-modify-write. */
        void lastWrite();
    }

    /** The former owner died while owning the lock; the caller owns it now. */
    final class OwnerDiedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
