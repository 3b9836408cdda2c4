package org.shmstress.tests.mutex;

import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A futex mutex that can be waited for with a bound (as POSIX {@code pthread_mutex_timedlock}). Each process first waits with a bound,
 * and when the time is over without one.
 *
 * <p>What can go wrong: the count of waiters is what an owner goes by. A waiter that leaves without the mutex is counted out once, like
 * every other one.
 */
@SharedObject(
        title = "Futex mutex with timed waits",
        description = "A waiter whose time is over is counted out once and tries again without a bound.",
        bytes = 68,
        workers = 3)
public class TimedFutexMutex extends CountingFutexMutex {

    private static final long TIMEOUT_NANOS = 20_000;

    public TimedFutexMutex(Slice slice) {
        super(slice);
    }

    @Override
    final void lockSlowly() {
        if (!sleepUntilLocked(TIMEOUT_NANOS)) {
            sleepUntilLocked();
        }
    }

    /** D-015: a waiter whose time is over is counted out twice, by the branch for it and by the common way out. */
    @SharedObject(
            title = "Timed futex mutex that counts a late waiter out twice",
            description =
                    "After a timeout the count of waiters is one too low for ever; later owners see nobody wait and wake nobody.",
            bytes = 68,
            workers = 3,
            defect = "D-015")
    public static final class CountedOutTwice extends TimedFutexMutex {

        public CountedOutTwice(Slice slice) {
            super(slice);
        }

        @Override
        void stopWaiting() {
            countWaiters(-1);
            countWaiters(-1);
        }
    }
}
