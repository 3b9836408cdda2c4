package org.shmstress.worker.operations;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.shmstress.protocol.Schedule;

/**
 * What a schedule has a worker do between the steps of an object, by the trial's seed: mostly nothing. A pause between two steps gives
 * another worker the time to do all of its own in between.
 *
 * <p>How many there are changes from burst to burst: with many, every operation of every worker is slow, and one that runs through
 * while another rests becomes rare. For the same reason half of the bursts are ones in which a single worker pauses and naps: the
 * others do up to thousands of operations meanwhile, and once their bursts are over it does not rest any more. Where all rest, each does so
 * a few times per operation at most, since one may have thousands of steps.
 */
final class Pauses implements Steps.StepAction {

    private static final long SHORT_NAP_NANOS = 20_000;

    /** The longest nap is the shortest doubled so often. */
    private static final int NAP_DOUBLINGS = 4;

    /** Naps are rarer than pauses: each takes as long as hundreds of operations. */
    private static final int RARER_NAPS = 2;

    /** Pauses in an operation, or else one nap. A worker that rests alone pauses as often as it draws to. */
    private static final int MOST_PAUSES = 16;

    private static final int SHORTEST_ALONE = 128;

    /** Steps of the generator in an operation, a few milliseconds: more would look like standing still. */
    private static final int MOST_ALONE = 1 << 20;

    /** The longest pause of a worker that rests alone is the shortest doubled so often, some 30 µs: dozens of operations of the others. */
    private static final int DOUBLINGS_ALONE = 9;

    private final int worker;
    private final int workers;
    private final long seed;
    private final BooleanSupplier othersWork;
    private Schedule schedule = Schedule.FREE;
    private long state;
    private int mask;
    private boolean isAlone;
    private int left;
    private int leftAlone;

    /**
     * Pauses of one worker of so many.
     *
     * @param othersWork whether one of the others is in the middle of its burst
     */
    Pauses(long seed, int worker, int workers, BooleanSupplier othersWork) {
        this.worker = worker;
        this.workers = workers;
        this.othersWork = othersWork;
        this.seed = seed;
        this.state = Xorshift.state(seed, worker + 1);
    }

    /**
     * Begins a burst under a schedule that is a part, with another frequency of pauses: one in 2 to one in 16 steps, naps a quarter of that.
     *
     * @param burst its number, the same for all workers
     */
    void beginBurst(Schedule part, long burst) {
        long common = Xorshift.common(seed, burst);
        boolean oneRests = (common >>> 32 & 1) == 0;
        isAlone = oneRests && (common >>> 40 & 0xFFFF) % workers == worker;
        schedule = oneRests && !isAlone && (part == Schedule.PAUSES || part == Schedule.NAPS) ? Schedule.FREE : part;
        state = Xorshift.next(state);
        int rarer = part == Schedule.NAPS ? RARER_NAPS : 0;
        mask = (2 << (int) (state >>> 40 & 3) + rarer) - 1;
    }

    /** Begins an operation. */
    void beginOperation() {
        left = MOST_PAUSES;
        leftAlone = MOST_ALONE;
    }

    @Override
    public void at(int step) {
        state = Xorshift.next(state);
        int draw = (int) (state >>> 33);
        if ((draw & mask) != 0 || left == 0) {
            return;
        }
        switch (schedule) {
            case PAUSES -> pause(draw >>> 8);
            case YIELD -> yieldCpu();
            case NAPS -> nap(draw >>> 8);
            default -> {}
        }
    }

    private void pause(int draw) {
        if (isAlone) {
            pauseAlone(draw);
            return;
        }
        left--;
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

    private void pauseAlone(int draw) {
        int steps = draw & (SHORTEST_ALONE << (draw >>> 16) % DOUBLINGS_ALONE) - 1;
        if (steps <= leftAlone && othersWork.getAsBoolean()) {
            leftAlone -= steps;
            spin(steps);
        }
    }

    private void yieldCpu() {
        left--;
        Thread.yield();
    }

    /** From 20 µs to 500 µs, short ones as often as long ones. */
    private void nap(int draw) {
        left = 0;
        if (othersWork.getAsBoolean()) {
            long shortest = SHORT_NAP_NANOS << draw % NAP_DOUBLINGS;
            LockSupport.parkNanos(shortest + (shortest * (draw >>> 4 & 0xFF) >>> 8));
        }
    }

    private void spin(int steps) {
        for (int i = 0; i < steps; i++) {
            state = Xorshift.next(state);
        }
    }
}
