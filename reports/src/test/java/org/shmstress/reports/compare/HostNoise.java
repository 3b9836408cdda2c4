package org.shmstress.reports.compare;

import java.util.Random;

/**
 * How fast a shared host is from one trial to the next. Real ones flip between two states a factor of three apart, some runs never, others
 * every minute, and wander by 1.1 to 1.3 times within a state; the reference loop and the trials beside it move together. A trial
 * that a flip befalls is slowed for a part of it, which no reference loop shows.
 */
final class HostNoise {

    private static final double APART = 3;

    /** Of the runs: those that flip, and those that begin slow. */
    private static final double RESTLESS = 0.2;

    private static final double SLOW = 0.3;

    /** Of the trials of a restless run. */
    private static final double FLIPS = 0.02;

    /** Stationary deviation 0.06: the range of a run is about 1.25 times. */
    private static final double WANDERS = 0.02;

    private static final double RETURNS = 0.95;
    private static final double UNSEEN = 0.01;

    private final Random random;
    private final boolean restless;
    private boolean slow;
    private double drift;

    HostNoise(Random random) {
        this.random = random;
        this.restless = random.nextDouble() < RESTLESS;
        this.slow = random.nextDouble() < SLOW;
        this.drift = 0.06 * random.nextGaussian();
    }

    /**
     * A trial and the measurement before it.
     *
     * @param reference time of a turn of the reference loop, by that of the fast state
     * @param speed of the trial, by that of the fast state
     */
    record Moment(double reference, double speed) {}

    Moment next() {
        slow ^= restless && random.nextDouble() < FLIPS;
        drift = RETURNS * drift + WANDERS * random.nextGaussian();
        double host = Math.exp(drift) / (slow ? APART : 1);
        boolean befallen = restless && random.nextDouble() < UNSEEN;
        double during = befallen ? host / (1 + (APART - 1) * random.nextDouble()) : host;
        return new Moment(normal(0.03) / host, during * normal(0.08));
    }

    private double normal(double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }
}
