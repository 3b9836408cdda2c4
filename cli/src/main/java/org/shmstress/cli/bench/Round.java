package org.shmstress.cli.bench;

import java.util.List;

/**
 * One after the other, within seconds.
 *
 * @param number counted from 1
 * @param ours the engine, between processes
 * @param peer stock jcstress, between threads
 */
public record Round(int number, Measured ours, Measured peer) {

    /** The rule by which rounds are discarded, set before measuring. */
    public static final String DISCARD_RULE =
            "a round in which the peer takes less than half as many samples/s as in its best round of the same test is discarded:"
                    + " the host was busy with something else";

    private static final double LEAST_SHARE = 0.5;

    /** Those that the rule keeps, in order; never one in which the peer took nothing. */
    public static List<Round> kept(List<Round> rounds) {
        double best = rounds.stream()
                .mapToDouble(r -> r.peer.samplesPerSecond())
                .max()
                .orElse(0);
        return rounds.stream()
                .filter(r -> r.peer.samplesPerSecond() > 0 && r.peer.samplesPerSecond() >= LEAST_SHARE * best)
                .toList();
    }
}
