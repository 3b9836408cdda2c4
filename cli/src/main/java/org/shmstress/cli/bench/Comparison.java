package org.shmstress.cli.bench;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.shmstress.HarnessException;

/**
 * What the rounds of one test add up to: a pure function of them.
 *
 * @param name name of the test
 * @param weak the outcomes that count as weak, in words of the test's outcome table; empty: none is
 * @param peerClass the class that the peer ran
 * @param ours the engine's figures
 * @param peer the peer's figures
 * @param samplesRatio median of the rounds' ratios of samples per second
 * @param samplesRatioSpread the same with least and most
 * @param weakRatio median of the rounds' ratios of weak outcomes per second; empty when the peer saw none
 * @param weakRatioSpread the same with least and most
 * @param rounds rounds that count
 * @param enoughRounds whether these are as many as were asked for
 * @param discarded numbers of the rounds that do not
 * @param roundFigures every round, those that do not count included
 */
public record Comparison(
        String name,
        List<String> weak,
        String peerClass,
        Side ours,
        Side peer,
        double samplesRatio,
        Spread samplesRatioSpread,
        Optional<Double> weakRatio,
        Optional<Spread> weakRatioSpread,
        int rounds,
        boolean enoughRounds,
        List<Integer> discarded,
        List<RoundFigures> roundFigures) {

    /** What the JVMs of both sides did in all their life. */
    record Lives(Life ours, Life peer) {}

    /**
     * One side.
     *
     * @param samplesPerSecond median, after the warm-up
     * @param weakPerSecond median, after the warm-up
     * @param samplesSpread the same with least and most
     * @param weakSpread the same with least and most
     * @param samplesPerSecondWithStart start and warm-up of the JVMs included
     * @param samplesPerFork what one JVM took in all its life
     * @param startSeconds from the start of its JVMs until the first samples that may count
     * @param idleCpuShare CPU time that it took in the other side's turns, as a share of these
     * @param outcomes all that were seen in a round that counts
     */
    public record Side(
            double samplesPerSecond,
            double weakPerSecond,
            Spread samplesSpread,
            Spread weakSpread,
            double samplesPerSecondWithStart,
            double samplesPerFork,
            double startSeconds,
            double idleCpuShare,
            Set<String> outcomes) {

        static Side of(List<Measured> rounds, Life life, Predicate<String> weak) {
            Spread samples = spread(rounds, Measured::samplesPerSecond);
            Spread weakly = spread(rounds, m -> m.weakPerSecond(weak));
            Set<String> outcomes = new TreeSet<>();
            rounds.forEach(m -> outcomes.addAll(m.outcomes()));
            return new Side(
                    samples.median(),
                    weakly.median(),
                    samples,
                    weakly,
                    life.samplesPerSecond(),
                    life.samplesPerFork(),
                    life.startNanos() / 1e9,
                    life.idleCpuShare(),
                    outcomes);
        }
    }

    /**
     * One round.
     *
     * @param number counted from 1
     * @param counts whether the discard rule keeps it
     * @param oursPerSecond samples of ours
     * @param peerPerSecond samples of the peer
     * @param samplesRatio the one to the other; empty if the peer took none
     * @param weakRatio likewise of weak outcomes; empty if the peer saw none
     * @param pairs what each pair of turns showed of the host
     */
    public record RoundFigures(
            int number,
            boolean counts,
            double oursPerSecond,
            double peerPerSecond,
            Optional<Double> samplesRatio,
            Optional<Double> weakRatio,
            List<Round.Pair> pairs) {}

    /**
     * Compares what the discard rule keeps; ratios are taken within a round, so that a slow minute slows both sides.
     *
     * @param wanted how many rounds are to count
     * @throws HarnessException if the peer took nothing in any round
     */
    static Comparison of(LitmusTest test, List<Round> all, Lives lives, int wanted) {
        List<Round> kept = Round.kept(all);
        if (kept.isEmpty()) {
            throw new HarnessException(
                    "jcstress took no sample of " + test.name() + " in any round: the machine is too busy");
        }
        Spread samples =
                spread(kept, r -> r.ours().samplesPerSecond() / r.peer().samplesPerSecond());
        Optional<Spread> weak = weakRatio(test, kept);
        return new Comparison(
                test.name(),
                test.weak(),
                test.peerClass(),
                Side.of(side(kept, Round::ours), lives.ours(), test::isWeak),
                Side.of(side(kept, Round::peer), lives.peer(), test::isWeak),
                samples.median(),
                samples,
                weak.map(Spread::median),
                weak,
                kept.size(),
                kept.size() >= wanted,
                all.stream().filter(r -> !kept.contains(r)).map(Round::number).toList(),
                all.stream()
                        .map(r -> figures(r, kept.contains(r), test::isWeak))
                        .toList());
    }

    private static RoundFigures figures(Round round, boolean counts, Predicate<String> weak) {
        return new RoundFigures(
                round.number(),
                counts,
                round.ours().samplesPerSecond(),
                round.peer().samplesPerSecond(),
                round.samplesRatio(),
                round.weakRatio(weak),
                round.pairs());
    }

    private static Optional<Spread> weakRatio(LitmusTest test, List<Round> kept) {
        List<Double> ratios =
                kept.stream().flatMap(r -> r.weakRatio(test::isWeak).stream()).toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private static List<Measured> side(List<Round> rounds, Function<Round, Measured> side) {
        return rounds.stream().map(side).toList();
    }

    private static <T> Spread spread(List<T> items, ToDoubleFunction<T> figure) {
        return Spread.of(items.stream().map(figure::applyAsDouble).toList());
    }
}
