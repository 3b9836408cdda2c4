package org.shmstress.cli.bench;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What one side took in one round.
 *
 * @param counts how often each outcome was seen after the warm-up
 * @param nanos how long that part took
 * @param allSamples samples of the whole round, warm-up included
 * @param wholeNanos how long the whole round took, from the start of its first JVM on
 * @param forks JVMs that were started for it
 */
public record Measured(Map<String, Long> counts, long nanos, long allSamples, long wholeNanos, int forks) {

    /** After the warm-up. */
    public double samplesPerSecond() {
        return perSecond(counts.values().stream().mapToLong(Long::longValue).sum(), nanos);
    }

    /** After the warm-up. */
    public double weakPerSecond(Predicate<String> weak) {
        return perSecond(weak(weak), nanos);
    }

    /** Warm-up and start of the JVMs included. */
    public double samplesPerSecondWithStart() {
        return perSecond(allSamples, wholeNanos);
    }

    /** What a JVM took in all its life. */
    public double samplesPerFork() {
        return (double) allSamples / forks;
    }

    /** Outcomes seen after the warm-up. */
    public Set<String> outcomes() {
        return new TreeSet<>(counts.keySet());
    }

    /** Weak outcomes after the warm-up. */
    public long weak(Predicate<String> weak) {
        return counts.entrySet().stream()
                .filter(e -> weak.test(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static double perSecond(long count, long nanos) {
        return nanos == 0 ? 0 : count * 1e9 / nanos;
    }
}
