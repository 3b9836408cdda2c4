package org.shmstress.tests.waiting;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A wait for something that does not come, with a deadline, while others broadcast for reasons of their own.
 *
 * <p>What can go wrong: each broadcast wakes the waiter, who goes back to sleep for what is left until the deadline (POSIX
 * {@code pthread_cond_timedwait} takes the deadline itself for this reason). Who sleeps for the whole time again never comes to an end
 * while broadcasts come more often than that.
 *
 * <p>Judged without a bound on time, which a busy host would break: a right waiter finds out that its deadline has passed before it goes to
 * sleep, so that it does so at most once after it, when it lost its CPU in between.
 */
@SharedObject(
        title = "Timed wait under a stream of broadcasts",
        description = "After each wake-up the waiter sleeps for the rest of its time, and not for all of it again.",
        bytes = 128)
public class TimedWait {

    private static final int GUARD = 0;
    private static final int CHANGED = 64;
    private static final long TIMEOUT_NANOS = 200_000;
    private static final int BROADCASTS = 50;

    private final Guard guard;
    private final Condition changed;

    public TimedWait(Slice slice) {
        this.guard = new Guard(slice, GUARD);
        this.changed = new Condition(slice, CHANGED, guard);
    }

    /** Waits until the deadline; says whether it went to sleep more than once after it. */
    @Operation(workers = 0)
    public final boolean waitsOn() {
        Deadline deadline = Deadline.in(TIMEOUT_NANOS);
        int late = 0;
        guard.lock();
        for (long rest = TIMEOUT_NANOS; rest > 0; rest = rest(deadline, rest)) {
            late += deadline.hasPassed() ? 1 : 0;
            if (!changed.await(rest)) {
                break;
            }
        }
        guard.unlock();
        return late > 1;
    }

    /** How long to sleep after a wake-up. */
    long rest(Deadline deadline, long before) {
        return deadline.nanosLeft();
    }

    /** Broadcasts again and again, about other things. */
    @Operation(workers = 1)
    public final void broadcast() {
        for (int i = 0; i < BROADCASTS; i++) {
            guard.lock();
            changed.broadcast();
            guard.unlock();
        }
    }

    /** Nobody sleeps on. */
    public static final class Model {
        public boolean waitsOn() {
            return false;
        }

        public void broadcast() {}
    }

    /** D-072: the time to sleep is computed once and used again after each wake-up. */
    @SharedObject(
            title = "Timed wait that begins anew with each broadcast",
            description =
                    "After each wake-up the waiter sleeps for the whole time again, and broadcasts keep it from ever ending.",
            bytes = 128,
            defect = "D-072")
    public static final class BeginsAnew extends TimedWait {

        public BeginsAnew(Slice slice) {
            super(slice);
        }

        @Override
        long rest(Deadline deadline, long before) {
            return before;
        }
    }
}
