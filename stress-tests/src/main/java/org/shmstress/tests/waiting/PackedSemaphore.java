package org.shmstress.tests.waiting;

import org.shmstress.api.MustWait;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.FutexWord;

/**
 * A semaphore whose permits and waiters lie in one word, so that a release knows from its own step whether somebody waits: permits in the
 * lower 16 bits, waiters in the upper.
 *
 * <p>What can go wrong: arithmetic on one of the two runs into the other. A permit may only be taken off where there is one.
 *
 * <p>Waiters sleep on the number of calls, read before they looked for a permit for the last time.
 */
@SharedObject(
        title = "Semaphore with permits and waiters in one word",
        description =
                "Both numbers are changed by one compare-and-set; trying without a permit leaves the word as it is.",
        bytes = 128,
        workers = 3)
public class PackedSemaphore {

    private static final int WORD = 0;
    private static final int CALLS = 64;

    private static final int PERMIT = 1;
    private static final int PERMITS = 0xFFFF;
    private static final int WAITER = 0x1_0000;

    private final Slice slice;
    private final FutexWord calls;

    public PackedSemaphore(Slice slice) {
        this.slice = slice;
        this.calls = new FutexWord(slice, CALLS);
    }

    /** Gives a permit. */
    @Operation(workers = 0)
    public final void release() {
        giveBack();
    }

    private void giveBack() {
        if (slice.getAndAddInt(WORD, PERMIT) >>> 16 > 0) {
            slice.getAndAddInt(CALLS, 1);
            calls.wakeOne();
        }
    }

    /** Takes a permit, once there is one. */
    @Operation(blocking = true, workers = 1)
    public final void acquire() {
        if (tryTake(slice)) {
            return;
        }
        slice.getAndAddInt(WORD, WAITER);
        int seen = slice.getIntAcquire(CALLS); // pairs with giveBack
        while (!tryTake(slice)) {
            calls.await(seen);
            seen = slice.getIntAcquire(CALLS);
        }
        slice.getAndAddInt(WORD, -WAITER);
    }

    /** Takes a permit if there is one, and gives it back at once; says whether there was one. */
    @Operation(workers = 2)
    public final boolean tryAndGiveBack() {
        boolean taken = tryTake(slice);
        if (taken) {
            giveBack();
        }
        return taken;
    }

    boolean tryTake(Slice semaphore) {
        int seen = semaphore.getIntVolatile(WORD);
        while ((seen & PERMITS) > 0) {
            int found = semaphore.compareAndExchangeInt(WORD, seen, seen - PERMIT);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }

    /** A number of permits. */
    public static final class Model {
        private int permits;

        public void release() {
            permits++;
        }

        public void acquire() {
            if (permits == 0) {
                throw new MustWait();
            }
            permits--;
        }

        public boolean tryAndGiveBack() {
            return permits > 0;
        }
    }

    /** D-077: trying takes one off even where there is none, and borrows it from the number of waiters. */
    @SharedObject(
            title = "Semaphore whose permits borrow from its waiters",
            description =
                    "One is taken off the word before it is known that there is a permit: none becomes 65,535, and a waiter is gone.",
            bytes = 128,
            workers = 3,
            defect = "D-077")
    public static final class Underflows extends PackedSemaphore {

        public Underflows(Slice slice) {
            super(slice);
        }

        @Override
        boolean tryTake(Slice semaphore) {
            return (semaphore.getAndAddInt(WORD, -PERMIT) & PERMITS) > 0;
        }
    }
}
