package org.shmstress.cli.bench;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What one side took in its turns, or in a whole command.
 *
 * @param counts how often each outcome was seen
 * @param nanos how long that took
 */
public record Measured(Map<String, Long> counts, long nanos) {

    static final Measured NOTHING = new Measured(Map.of(), 0);

    /** Both as one. */
    Measured plus(Measured other) {
        Map<String, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new Measured(sum, nanos + other.nanos);
    }

    /** Of all outcomes. */
    public long samples() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of all outcomes. */
    public double samplesPerSecond() {
        return perSecond(samples());
    }

    /** Of those that are weak. */
    public double weakPerSecond(Predicate<String> weak) {
        return perSecond(weak(weak));
    }

    /** Outcomes seen. */
    public Set<String> outcomes() {
        return new TreeSet<>(counts.keySet());
    }

    /** Weak outcomes. */
    public long weak(Predicate<String> weak) {
        return counts.entrySet().stream()
                .filter(e -> weak.test(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private double perSecond(long count) {
        return nanos == 0 ? 0 : count * 1e9 / nanos;
    }
}
