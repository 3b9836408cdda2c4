package org.shmstress.api;

/** A lock in shared memory, as a {@link SharedObject} implements it. Not reentrant unless it says so. */
public interface SharedLock {

    /** Runs in one process before any other makes its instance, e.g. to initialise a native lock. */
    default void initialise() {}

    /**
     * Returns when this process owns the lock.
     *
     * @param process index of the calling process, from 0
     * @throws OwnerDiedException when the lock is owned and its former owner died while owning it; the lock is usable after
     *     {@link #recover}
     */
    void lock(int process) throws OwnerDiedException;

    /** Gives it up. Called by the owner only. */
    void unlock(int process);

    /** Called by the new owner after {@link OwnerDiedException} once the protected data are consistent again. */
    default void recover(int process) {
        throw new UnsupportedOperationException(getClass().getName() + " does not notice a dead owner");
    }

    /** The former owner died while owning the lock; the caller owns it now. */
    final class OwnerDiedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
