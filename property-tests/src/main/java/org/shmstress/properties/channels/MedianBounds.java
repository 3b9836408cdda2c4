package org.shmstress.properties.channels;

import java.util.List;
import java.util.Locale;

/**
 * The median of several measurements, and bounds between which the median of all that could be made lies, in 95 of 100 cases or more,
 * whatever their distribution: each measurement is above it or below it as a coin falls (sign test).
 */
public record MedianBounds(double median, double low, double high) {

    /** With fewer, not even the least and the most hold the median in 95 of 100 cases. */
    public static final int LEAST_COUNT = 6;

    private static final double TAIL = 0.025;

    /**
     * Of measurements that do not depend on each other.
     *
     * @throws IllegalArgumentException if there are fewer than {@link #LEAST_COUNT}
     */
    public static MedianBounds of(List<Double> values) {
        int count = values.size();
        if (count < LEAST_COUNT) {
            throw new IllegalArgumentException(count + " measurements bound no median");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int outside = outside(count);
        double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
        return new MedianBounds(median, sorted.get(outside), sorted.get(count - 1 - outside));
    }

    /** The median, and its bounds behind it. */
    public String text() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, low, high);
    }

    /** How many measurements may be left out at either end: while tails of the binomial distribution stay small. */
    private static int outside(int count) {
        double probability = Math.pow(0.5, count);
        double tail = probability;
        int left = 0;
        while (true) {
            probability *= (double) (count - left) / (left + 1);
            tail += probability;
            if (tail > TAIL) {
                return left;
            }
            left++;
        }
    }
}
