package org.shmstress.worker.operations;

import java.util.concurrent.locks.LockSupport;
import org.shmstress.protocol.Schedule;

/**
 * What a schedule has a worker do between the steps of an object, by the trial's seed: mostly nothing. A pause between two steps gives
 * another worker the time to do all of its own in between.
 *
 * <p>How many there are changes from burst to burst: with many, every operation of every worker is slow, and one that runs through
 * while another rests becomes rare.
 */
final class Pauses implements Steps.StepAction {

    private static final long SHORT_NAP_NANOS = 20_000;

    /** The longest nap is the shortest doubled so often. */
    private static final int NAP_DOUBLINGS = 4;

    /** Naps are rarer than pauses: each takes as long as hundreds of operations. */
    private static final int RARER_NAPS = 2;

    private Schedule schedule = Schedule.FREE;
    private long state;
    private int mask;

    Pauses(long seed, int worker) {
        this.state = Xorshift.state(seed, worker);
    }

    /** Begins a burst under a schedule that is a part, with another frequency of pauses: one in 2 to one in 16 steps, naps a quarter of that. */
    void beginBurst(Schedule part) {
        schedule = part;
        state = Xorshift.next(state);
        int rarer = part == Schedule.NAPS ? RARER_NAPS : 0;
        mask = (2 << (int) (state >>> 40 & 3) + rarer) - 1;
    }

    @Override
    public void at(int step) {
        state = Xorshift.next(state);
        int draw = (int) (state >>> 33);
        if ((draw & mask) != 0) {
            return;
        }
        switch (schedule) {
            case PAUSES -> pause(draw >>> 8);
            case YIELD -> Thread.yield();
            case NAPS -> nap(draw >>> 8);
            default -> {}
        }
    }

    private void pause(int draw) {
        int kind = draw & 63;
        if (kind < 40) {
            spin(draw >>> 8 & 127);
        } else if (kind < 56) {
            spin(draw >>> 8 & 4095);
        } else if (kind < 63) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(SHORT_NAP_NANOS);
        }
    }

    /** From 20 µs to 500 µs, short ones as often as long ones. */
    private static void nap(int draw) {
        long shortest = SHORT_NAP_NANOS << draw % NAP_DOUBLINGS;
        LockSupport.parkNanos(shortest + (shortest * (draw >>> 4 & 0xFF) >>> 8));
    }

    private void spin(int steps) {
        for (int i = 0; i < steps; i++) {
            state = Xorshift.next(state);
        }
    }
}
