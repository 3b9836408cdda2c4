package org.shmstress.tests.membership;

/** A lock that outlives its owner. */
public interface RobustLock {

    /**
     * Waits for the lock.
     *
     * @return true if its former owner died while owning it: what it protects may be half written, until the new owner has mended it
     *     and called {@link #mended}
     */
    boolean lock();

    /** What it protects is whole again. */
    default void mended() {}

    /** Gives it up. */
    void unlock();
}
