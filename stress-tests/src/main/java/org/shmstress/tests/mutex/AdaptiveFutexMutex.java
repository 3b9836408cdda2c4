package org.shmstress.tests.mutex;

import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A futex mutex that is polled for a while before a process sleeps, by a bounded number of processes at a time; one too many is told
 * that it is busy and comes back.
 *
 * <p>What can go wrong: a place among the spinners that is not given up is lost for ever, and with the last of them the mutex.
 */
@SharedObject(
        title = "Adaptive futex mutex with a limit of spinners",
        description =
                "At most two processes poll at a time, each a bounded number of times, then sleep; each gives its place up.",
        bytes = 132,
        workers = 3)
public class AdaptiveFutexMutex extends CountingFutexMutex {

    private static final int SPINNERS = 128;
    private static final int MAX_SPINNERS = 2;
    private static final int POLLS = 50;

    private final Slice slice;

    public AdaptiveFutexMutex(Slice slice) {
        super(slice);
        this.slice = slice;
    }

    @Override
    final void lockSlowly() {
        int polls = 0;
        while (!enterSpinners()) {
            polls = Spin.once(polls);
        }
        if (spin()) {
            leaveSpinners();
        } else {
            giveUpSpinning();
            sleepUntilLocked();
        }
    }

    private boolean enterSpinners() {
        int spinners = slice.getIntVolatile(SPINNERS);
        return spinners < MAX_SPINNERS && slice.compareAndSetInt(SPINNERS, spinners, spinners + 1);
    }

    private boolean spin() {
        for (int polls = 0; polls < POLLS; polls = Spin.once(polls)) {
            if (tryLock()) {
                return true;
            }
        }
        return false;
    }

    void giveUpSpinning() {
        leaveSpinners();
    }

    final void leaveSpinners() {
        slice.getAndAddInt(SPINNERS, -1);
    }

    /** D-018: a process whose polls are used up keeps its place among the spinners. */
    @SharedObject(
            title = "Adaptive mutex whose spinners never leave",
            description =
                    "A process that polled in vain is not counted out; when all places are lost, nobody spins and nobody sleeps, and"
                            + " all come back for ever.",
            bytes = 132,
            workers = 3,
            defect = "D-018")
    public static final class KeepsItsPlace extends AdaptiveFutexMutex {

        public KeepsItsPlace(Slice slice) {
            super(slice);
        }

        @Override
        void giveUpSpinning() {}
    }
}
