package org.shmstress.tests.waiting;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.FutexWord;

/**
 * A semaphore with one permit that is handed to the waiter who came first, so that nobody who comes later can snatch it.
 *
 * <p>What can go wrong: a permit is either put back or handed to a waiter. Their number and that of the holders together is constant.
 *
 * <p>Waiters queue by drawing tickets, and are admitted up to the number called; all of that is changed under a guard.
 */
@SharedObject(
        title = "Semaphore that hands its permit over",
        description = "A release gives the permit to the first waiter, or puts it back if nobody waits.",
        bytes = 256,
        workers = 3)
public class HandOverSemaphore implements SharedLock {

    private static final int GUARD = 0;
    private static final int PERMITS = 64;
    private static final int TICKETS = 128; // drawn by those who found no permit
    private static final int CALLED = 192; // tickets up to this one have been handed a permit

    private final Slice slice;
    private final Guard guard;
    private final FutexWord called;

    public HandOverSemaphore(Slice slice) {
        this.slice = slice;
        this.guard = new Guard(slice, GUARD);
        this.called = new FutexWord(slice, CALLED);
    }

    @Override
    public final void initialise() {
        slice.putIntRelease(PERMITS, 1); // the processes that use it are made after this
    }

    @Override
    public final void lock(int process) {
        guard.lock();
        if (slice.getInt(PERMITS) > 0) {
            slice.putInt(PERMITS, slice.getInt(PERMITS) - 1);
            guard.unlock();
            return;
        }
        int ticket = slice.getInt(TICKETS) + 1;
        slice.putInt(TICKETS, ticket);
        guard.unlock();
        awaitCall(ticket);
    }

    private void awaitCall(int ticket) {
        for (int last = slice.getIntAcquire(CALLED); // pairs with handOver
                last - ticket < 0;
                last = slice.getIntAcquire(CALLED)) {
            called.await(last);
        }
    }

    @Override
    public final void unlock(int process) {
        guard.lock();
        if (slice.getInt(CALLED) == slice.getInt(TICKETS)) {
            putBack();
        } else {
            handOver();
        }
        guard.unlock();
    }

    final void putBack() {
        slice.putInt(PERMITS, slice.getInt(PERMITS) + 1);
    }

    void handOver() {
        slice.putIntRelease(CALLED, slice.getInt(CALLED) + 1); // pairs with awaitCall
        called.wakeAll();
    }

    /** D-074: the permit is handed over and put back as well. */
    @SharedObject(
            title = "Semaphore that hands its permit over and keeps it too",
            description = "A release that finds a waiter hands it the permit and adds one as well: two can be inside.",
            bytes = 256,
            workers = 3,
            defect = "D-074")
    public static final class HandsOverAndKeeps extends HandOverSemaphore {

        public HandsOverAndKeeps(Slice slice) {
            super(slice);
        }

        @Override
        void handOver() {
            putBack();
            super.handOver();
        }
    }
}
