package org.shmstress.worker.sampling;

import org.shmstress.protocol.Setting;

/** A setting with what it showed lately, per nanosecond of a host at its usual speed. */
final class Candidate {

    /** Weight of all earlier slices against the new one: a rating looks back some ten slices. */
    private static final double FADING = 0.9;

    /** Added to the time of each rating, so that one lucky short slice does not beat a steady setting. */
    private static final double DOUBT_NANOS = 2_000_000;

    final Setting setting;
    long nanosPerRound;
    long spentNanos;
    long lastNanos;
    private final double[] counts = new double[Explorer.TRACKED];
    private double samples;
    private double nanos;

    Candidate(Setting setting) {
        this.setting = setting;
    }

    void spend(long rounds, long nowNanos, long tookNanos) {
        nanosPerRound = Math.max(1, tookNanos / rounds);
        // One slice in which a worker lost its CPU must not keep a setting away for the rest of the warm-up.
        spentNanos += Math.min(4 * Explorer.SLICE_NANOS, Math.max(1, tookNanos));
        lastNanos = nowNanos;
    }

    void rate(double tookNanos, long newSamples, long[] newCounts) {
        nanos = FADING * nanos + tookNanos;
        samples = FADING * samples + newSamples;
        for (int o = 0; o < counts.length; o++) {
            counts[o] = FADING * counts[o] + newCounts[o];
        }
    }

    boolean isRated() {
        return nanos > 0;
    }

    /** Samples per nanosecond. */
    double pace() {
        return samples / (nanos + DOUBT_NANOS);
    }

    /** How often it shows an outcome, per nanosecond. */
    double rate(int outcome) {
        return counts[outcome] / (nanos + DOUBT_NANOS);
    }

    /** Of the outcomes' shares: 0 if only one was seen. */
    double entropy() {
        double entropy = 0;
        for (double count : counts) {
            if (count > 0) {
                double share = count / samples;
                entropy -= share * Math.log(share);
            }
        }
        return entropy;
    }
}
