package org.shmstress.tests.waiting;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.FutexWord;

/**
 * A counting semaphore with one permit as a lock (E. W. Dijkstra, Cooperating sequential processes, 1965).
 *
 * <p>What can go wrong: to see that there is a permit and to take it must be one step.
 *
 * <p>Those who find none sleep on the word while it is 0; release wakes one. A process that comes to sleep after a permit was given finds
 * the word changed. One that takes a permit while a woken one is still on its way sends that one back to sleep, and gives its permit back later.
 */
@SharedObject(
        title = "Counting semaphore with one permit",
        description = "A permit is taken by compare-and-set; whoever finds none sleeps until one is given back.",
        bytes = 64)
public class SemaphoreLock implements SharedLock {

    private static final int PERMITS = 0;

    private final Slice slice;
    private final FutexWord permits;

    public SemaphoreLock(Slice slice) {
        this.slice = slice;
        this.permits = new FutexWord(slice, PERMITS);
    }

    @Override
    public void initialise() {
        slice.putIntRelease(PERMITS, 1); // the processes that use it are made after this
    }

    @Override
    public void lock(int process) {
        while (!tryAcquire(slice)) {
            permits.await(0);
        }
    }

    boolean tryAcquire(Slice semaphore) {
        int seen = semaphore.getIntOpaque(PERMITS);
        while (seen > 0) {
            int found = semaphore.compareAndExchangeInt(PERMITS, seen, seen - 1);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }

    @Override
    public void unlock(int process) {
        slice.getAndAddInt(PERMITS, 1); // pairs with the compare-and-exchange in tryAcquire
        permits.wakeOne();
    }

    /** D-071: the number of permits is tested, then decremented; two processes can both see one. */
    @SharedObject(
            title = "Counting semaphore that tests, then decrements",
            description = "That there is a permit is seen in one step, and it is taken in another.",
            bytes = 64,
            defect = "D-071")
    public static final class TestedThenTaken extends SemaphoreLock {

        public TestedThenTaken(Slice slice) {
            super(slice);
        }

        @Override
        boolean tryAcquire(Slice semaphore) {
            if (semaphore.getIntAcquire(PERMITS) <= 0) {
                return false;
            }
            semaphore.getAndAddInt(PERMITS, -1);
            return true;
        }
    }
}
