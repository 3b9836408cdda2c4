package org.shmstress.worker.operations;

import org.shmstress.protocol.Schedule;
import org.shmstress.sync.Barrier;

/** What a worker does before each operation, by schedule. Every random choice comes from the trial's seed. */
final class Pace {

    private static final int SKEW = 32;
    private static final int BURST_DOUBLINGS = 8;
    private static final int SHORT_DELAY = 256;
    private static final int LONG_DELAY = 4096;

    private final Schedule schedule;
    private final Barrier barrier;
    private long random;
    private long common;

    Pace(Schedule schedule, Barrier barrier, long seed, int worker) {
        this.schedule = schedule;
        this.barrier = barrier;
        this.common = mixed(seed, 0);
        this.random = mixed(seed, worker + 1);
    }

    private static long mixed(long seed, int stream) {
        return seed * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L | 1;
    }

    /**
     * Length of the next burst, the same for all workers: the shortest one times a power of two. Short bursts are what lost
     * wake-ups need; in them compiled code is so quick that the workers rarely meet, which long ones make up for.
     */
    int burstLength(int shortest) {
        common = next(common);
        return shortest << (int) (common >>> 33) % BURST_DOUBLINGS;
    }

    /** False when the parent has ended the trial. */
    boolean beforeOperation() {
        switch (schedule) {
            case RENDEZVOUS -> {
                if (!barrier.await()) {
                    return false;
                }
                delay(below(SKEW));
            }
            case JITTER -> delay(below(8) == 0 ? below(LONG_DELAY) : below(SHORT_DELAY));
            case FREE -> {}
        }
        return true;
    }

    /** A number from 0 to bound - 1, bound a power of two. */
    int below(int bound) {
        random = next(random);
        return (int) (random >>> 33) & bound - 1;
    }

    /** One step of xorshift64 (Marsaglia, Xorshift RNGs, 2003). */
    private static long next(long state) {
        long x = state ^ state << 13;
        x ^= x >>> 7;
        return x ^ x << 17;
    }

    /** So many steps of the generator, about a nanosecond each: a delay that touches no memory and that no compiler drops. */
    private void delay(int steps) {
        for (int i = 0; i < steps; i++) {
            below(2);
        }
    }
}
