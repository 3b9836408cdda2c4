package org.shmstress.worker.operations;

import org.shmstress.protocol.Schedule;

/**
 * What a worker does before each operation, by schedule, and how long its bursts are. Every random choice comes from the
 * trial's seed. Nothing here waits for another worker: between bursts they meet at the barrier, within one a worker whose
 * partner has lost its CPU goes on.
 */
final class Pace {

    /** Bursts are as long as the shortest one times 1, 2, 4 … up to 2,048. */
    private static final int BURST_DOUBLINGS = 12;

    /** Where workers pause between steps, they meet within the shortest ones: up to 8 times that. */
    private static final int PAUSED_BURST_DOUBLINGS = 4;

    /** Distances of the instants at which all workers begin an operation are 512, 1,024 or 2,048 ns. */
    private static final int SHORTEST_GRID_BITS = 9;

    private static final int GRIDS = 3;
    private static final int SKEWS = 8;
    private static final int SHORT_DELAY = 256;
    private static final int LONG_DELAY = 4096;

    private Schedule schedule = Schedule.FREE;
    private final long seed;
    private long mine;
    private int gridBits = SHORTEST_GRID_BITS;
    private int skew = 1;

    Pace(long seed, int worker) {
        this.seed = seed;
        this.mine = Xorshift.state(seed, worker + 1);
    }

    /**
     * Begins a burst under a schedule that is a part and says how many operations it has, the same for all workers. Short bursts are what
     * lost wake-ups need, but compiled code goes through them so quickly that workers rarely meet; long ones make up for that.
     */
    int beginBurst(Schedule part, int shortest, long burst) {
        schedule = part;
        long common = Xorshift.common(seed, burst);
        gridBits = SHORTEST_GRID_BITS + (int) (common >>> 8 & 0xFF) % GRIDS;
        skew = 1 << (int) (common >>> 16 & 0xFF) % SKEWS;
        int doublings = part.needsSteps() ? PAUSED_BURST_DOUBLINGS : BURST_DOUBLINGS;
        return shortest << (int) (common >>> 24 & 0xFF) % doublings;
    }

    /** To be called before each operation. */
    void beforeOperation() {
        switch (schedule) {
            case RENDEZVOUS -> {
                awaitInstant();
                delay(below(skew));
            }
            case JITTER -> delay(below(8) == 0 ? below(LONG_DELAY) : below(SHORT_DELAY));
            default -> {}
        }
    }

    /**
     * Spins until the clock, which all processes share, passes the next multiple of the grid: workers that have a CPU begin
     * together, within the few nanoseconds that a fence defect needs, and nobody waits for one that has none.
     */
    private void awaitInstant() {
        long now = System.nanoTime() >> gridBits;
        while (System.nanoTime() >> gridBits == now) {
            Thread.onSpinWait();
        }
    }

    /** A number from 0 to bound - 1, bound a power of two. */
    private int below(int bound) {
        mine = Xorshift.next(mine);
        return (int) (mine >>> 33) & bound - 1;
    }

    /** So many steps of the generator, about a nanosecond each: a delay that touches no memory and that no compiler drops. */
    private void delay(int steps) {
        for (int i = 0; i < steps; i++) {
            mine = Xorshift.next(mine);
        }
    }
}
