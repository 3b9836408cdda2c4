package org.shmstress.tests.waiting;

import org.shmstress.api.Initialise;
import org.shmstress.api.MustWait;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * An event that is set when a number has been counted down to zero, and that is armed again by hand.
 *
 * <p>What can go wrong: whoever waited when the event was set is released, even if the event is armed again before he runs. So waiters look
 * at the generation, which each setting advances, and not only at the number, which may already have been set back.
 */
@SharedObject(
        title = "Countdown event that is reset at once",
        description =
                "Two processes wait; a third counts down to zero and resets the event at once. Both are released by their generation.",
        bytes = 320,
        workers = 3)
public class CountdownEvent {

    private static final int WAITERS = 2;

    private static final int GUARD = 0;
    private static final int CHANGED = 64;
    private static final int COUNT = 128;
    private static final int GENERATION = 192;
    private static final int WAITING = 256;

    private final Slice slice;
    private final Guard guard;
    private final Condition changed;

    public CountdownEvent(Slice slice) {
        this.slice = slice;
        this.guard = new Guard(slice, GUARD);
        this.changed = new Condition(slice, CHANGED, guard);
    }

    /** Armed. */
    @Initialise
    public final void initialise() {
        slice.putInt(COUNT, 1); // the processes that use it are made after this
    }

    /** Once both wait: counts down to zero, which sets the event, and resets it. */
    @Operation(blocking = true, workers = 0)
    public final void setAndReset() {
        awaitWaiters();
        countDown();
        reset();
    }

    private void awaitWaiters() {
        guard.lock();
        while (slice.getInt(WAITING) < WAITERS) {
            changed.await();
        }
        slice.putInt(WAITING, 0);
        guard.unlock();
    }

    private void countDown() {
        guard.lock();
        slice.putInt(COUNT, slice.getInt(COUNT) - 1);
        slice.putInt(GENERATION, slice.getInt(GENERATION) + 1);
        changed.broadcast();
        guard.unlock();
    }

    private void reset() {
        guard.lock();
        slice.putInt(COUNT, 1);
        changed.broadcast();
        guard.unlock();
    }

    /** Waits for the event, once it is armed. */
    @Operation(
            blocking = true,
            workers = {1, 2})
    public final void await(@Worker int worker) {
        guard.lock();
        while (slice.getInt(COUNT) == 0) {
            changed.await();
        }
        int generation = slice.getInt(GENERATION);
        slice.putInt(WAITING, slice.getInt(WAITING) + 1);
        changed.broadcast();
        while (!isReleased(slice, generation)) {
            changed.await();
        }
        guard.unlock();
    }

    boolean isReleased(Slice event, int generation) {
        return event.getInt(COUNT) == 0 || event.getInt(GENERATION) != generation;
    }

    /** Each setting releases each waiter once. */
    public static final class Model {
        private int set;
        private final int[] released = new int[WAITERS + 1];

        public void setAndReset() {
            for (int worker = 1; worker <= WAITERS; worker++) {
                if (released[worker] < set) {
                    throw new MustWait();
                }
            }
            set++;
        }

        public void await(int worker) {
            if (released[worker] == set) {
                throw new MustWait();
            }
            released[worker]++;
        }
    }

    /** D-073: waiters look at the number only, so a reset before they run makes them wait again. */
    @SharedObject(
            title = "Countdown event that a reset takes back",
            description = "Waiters that were released but have not run yet find the number set back and wait again.",
            bytes = 320,
            workers = 3,
            defect = "D-073")
    public static final class ResetTakesBack extends CountdownEvent {

        public ResetTakesBack(Slice slice) {
            super(slice);
        }

        @Override
        boolean isReleased(Slice event, int generation) {
            return event.getInt(COUNT) == 0;
        }
    }
}
