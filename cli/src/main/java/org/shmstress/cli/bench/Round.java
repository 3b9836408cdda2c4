package org.shmstress.cli.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Many pairs of turns, ours and the peer's, each a fraction of a second after the other.
 *
 * @param number counted from 1
 * @param ours the engine, between processes: the sum of its turns
 * @param peer stock jcstress, between threads: likewise
 * @param pairs what each pair of turns shows of the host
 */
public record Round(int number, Measured ours, Measured peer, List<Pair> pairs) {

    /** The rule by which rounds are discarded, set before measuring. */
    public static final String DISCARD_RULE =
            "a round in which the peer takes less than half as many samples/s as in its best round of the same test on a host of like"
                    + " speed (one on which a cache line crosses at most 1.5 times as fast) is discarded, and made up for by another:"
                    + " the host was busy with something else";

    private static final double LEAST_SHARE = 0.5;
    private static final double LIKE_SPEED = 1.5;

    /**
     * The host during a pair of turns.
     *
     * @param lineNanos how long a cache line took from one CPU to the other just before; empty if that could not be told
     * @param peerSamplesPerSecond what the peer took in its turn
     */
    public record Pair(Optional<Double> lineNanos, double peerSamplesPerSecond) {}

    /**
     * Those that the rule keeps, in order; never one in which the peer took nothing. Some hosts cross lines three times as slowly for
     * minutes, for reasons of their own: that slows both sides, who take turns within it, and is no reason to discard.
     */
    public static List<Round> kept(List<Round> rounds) {
        return rounds.stream()
                .filter(r -> r.peer.samplesPerSecond() > 0
                        && r.peer.samplesPerSecond() >= LEAST_SHARE * bestOnLikeHost(r, rounds))
                .toList();
    }

    private static double bestOnLikeHost(Round round, List<Round> rounds) {
        return rounds.stream()
                .filter(r -> !r.isFasterHostThan(round))
                .mapToDouble(r -> r.peer.samplesPerSecond())
                .max()
                .orElse(0);
    }

    /** Not where the speed of either is unknown. */
    private boolean isFasterHostThan(Round other) {
        return lineNanos()
                .flatMap(mine -> other.lineNanos().map(theirs -> mine.median() * LIKE_SPEED < theirs.median()))
                .orElse(false);
    }

    /** Ours to the peer's; empty if the peer took none. */
    public Optional<Double> samplesRatio() {
        return ratio(ours.samplesPerSecond(), peer.samplesPerSecond());
    }

    /** Ours to the peer's; empty if the peer saw nothing weak. */
    public Optional<Double> weakRatio(Predicate<String> weak) {
        return ratio(ours.weakPerSecond(weak), peer.weakPerSecond(weak));
    }

    private static Optional<Double> ratio(double ours, double peer) {
        return peer > 0 ? Optional.of(ours / peer) : Optional.empty();
    }

    /** How fast lines crossed in its pairs, least to most. */
    Optional<Spread> lineNanos() {
        List<Double> known = pairs.stream().flatMap(p -> p.lineNanos().stream()).toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(Spread.of(known));
    }
}
