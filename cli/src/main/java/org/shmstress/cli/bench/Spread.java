package org.shmstress.cli.bench;

import java.util.List;

/** The middle of several measurements, and how far they lie apart. */
public record Spread(double median, double min, double max) {

    /**
     * Of at least one measurement; of an even number the mean of the two in the middle.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no measurement");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(size - 1));
    }
}
