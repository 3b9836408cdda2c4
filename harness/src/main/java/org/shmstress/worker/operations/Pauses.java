package org.shmstress.worker.operations;

import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between the steps of an object, by the trial's seed: mostly none, some short spins, fewer long ones and yields, now and then a
 * nap. A pause between two steps gives another worker the time to do all of its own in between.
 *
 * <p>How many there are changes from burst to burst: with many, every operation of every worker is slow, and one that runs through
 * while another rests becomes rare.
 */
final class Pauses implements Steps.StepAction {

    private static final long NAP_NANOS = 20_000;

    private long state;
    private int mask;

    Pauses(long seed, int worker) {
        this.state = seed * 0x9E3779B97F4A7C15L + worker * 0xD1B54A32D192ED03L | 1;
    }

    /** Begins a burst with another frequency of pauses: one in 2 to one in 16 steps. */
    void beginBurst() {
        state = next(state);
        mask = (2 << (int) (state >>> 40 & 3)) - 1;
    }

    @Override
    public void at(int step) {
        state = next(state);
        int draw = (int) (state >>> 33);
        if ((draw & mask) != 0) {
            return;
        }
        int kind = draw >>> 8 & 63;
        if (kind < 40) {
            spin(draw >>> 16 & 127);
        } else if (kind < 56) {
            spin(draw >>> 16 & 4095);
        } else if (kind < 63) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void spin(int steps) {
        for (int i = 0; i < steps; i++) {
            state = next(state);
        }
    }

    /** One step of xorshift64 (Marsaglia, Xorshift RNGs, 2003). */
    private static long next(long state) {
        long x = state ^ state << 13;
        x ^= x >>> 7;
        return x ^ x << 17;
    }
}
