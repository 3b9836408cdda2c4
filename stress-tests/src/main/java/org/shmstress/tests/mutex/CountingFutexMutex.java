package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A mutex of a word, 0 when free, and a count of those who wait for it.
 *
 * <p>What can go wrong: a waiter counts itself and then looks at the word for the last time (in the kernel, as it goes to sleep); so the
 * owner must free the word and then look at the count, with a full fence in between. Any other order lets a waiter that comes in
 * between sleep with nobody left to wake it.
 */
@SharedObject(
        title = "Futex mutex with a count of waiters",
        description =
                "The owner frees the word, passes a full fence, and wakes one process if the count says that any waits.",
        bytes = 68,
        workers = 3)
public class CountingFutexMutex implements SharedLock {

    private static final int WORD = 0;
    private static final int WAITERS = 64;
    private static final int FREE = 0;
    private static final int OWNED = 1;

    private final Slice slice;
    private final FutexWord futex;

    public CountingFutexMutex(Slice slice) {
        this.slice = slice;
        this.futex = new FutexWord(slice, WORD);
    }

    @Override
    public final void lock(int process) {
        if (!tryLock()) {
            lockSlowly();
        }
    }

    final boolean tryLock() {
        return slice.compareAndSetInt(WORD, FREE, OWNED);
    }

    /** One who finds it owned, waits, and has it. */
    void lockSlowly() {
        sleepUntilLocked();
    }

    final void sleepUntilLocked() {
        countWaiters(1);
        while (!tryLock()) {
            futex.await(OWNED);
        }
        countWaiters(-1);
    }

    /** As {@link #sleepUntilLocked}, unless one sleep lasts longer than that: false then. */
    final boolean sleepUntilLocked(long nanos) {
        countWaiters(1);
        while (!tryLock()) {
            if (!futex.awaitNanos(OWNED, nanos)) {
                stopWaiting();
                return false;
            }
        }
        countWaiters(-1);
        return true;
    }

    void stopWaiting() {
        countWaiters(-1);
    }

    final void countWaiters(int more) {
        slice.getAndAddInt(WAITERS, more);
    }

    @Override
    public final void unlock(int process) {
        if (isWaitedForOnceFree(slice)) {
            futex.wakeOne();
        }
    }

    boolean isWaitedForOnceFree(Slice words) {
        words.putIntVolatile(WORD, FREE); // pairs with tryLock; a full fence before the load of the count
        return words.getIntVolatile(WAITERS) > 0;
    }

    /** D-012: the count is read before the word is free. */
    @SharedObject(
            title = "Futex mutex that counts its waiters too early",
            description =
                    "The count of waiters is read before the word is free; one that comes in between goes to sleep and is not woken.",
            bytes = 68,
            workers = 3,
            defect = "D-012")
    public static final class CountsFirst extends CountingFutexMutex {

        public CountsFirst(Slice slice) {
            super(slice);
        }

        @Override
        boolean isWaitedForOnceFree(Slice words) {
            boolean waitedFor = words.getIntVolatile(WAITERS) > 0;
            words.putIntVolatile(WORD, FREE);
            return waitedFor;
        }
    }
}
