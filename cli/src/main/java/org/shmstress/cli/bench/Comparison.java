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
        List<Integer> discarded) {

    /**
     * One side.
     *
     * @param samplesPerSecond median, after the warm-up
     * @param weakPerSecond median, after the warm-up
     * @param samplesSpread the same with least and most
     * @param weakSpread the same with least and most
     * @param samplesPerSecondWithStart median, start and warm-up of the JVMs included
     * @param samplesPerFork median of what one JVM took in all its life
     * @param outcomes all that were seen in a round that counts
     */
    public record Side(
            double samplesPerSecond,
            double weakPerSecond,
            Spread samplesSpread,
            Spread weakSpread,
            double samplesPerSecondWithStart,
            double samplesPerFork,
            Set<String> outcomes) {

        static Side of(List<Measured> rounds, Predicate<String> weak) {
            Spread samples = spread(rounds, Measured::samplesPerSecond);
            Spread weakly = spread(rounds, m -> m.weakPerSecond(weak));
            Set<String> outcomes = new TreeSet<>();
            rounds.forEach(m -> outcomes.addAll(m.outcomes()));
            return new Side(
                    samples.median(),
                    weakly.median(),
                    samples,
                    weakly,
                    spread(rounds, Measured::samplesPerSecondWithStart).median(),
                    spread(rounds, Measured::samplesPerFork).median(),
                    outcomes);
        }
    }

    /**
     * Compares what the discard rule keeps; ratios are taken within a round, so that a slow minute slows both sides.
     *
     * @param wanted how many rounds are to count
     * @throws HarnessException if the peer took nothing in any round
     */
    public static Comparison of(LitmusTest test, List<Round> all, int wanted) {
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
                Side.of(side(kept, Round::ours), test::isWeak),
                Side.of(side(kept, Round::peer), test::isWeak),
                samples.median(),
                samples,
                weak.map(Spread::median),
                weak,
                kept.size(),
                kept.size() >= wanted,
                all.stream().filter(r -> !kept.contains(r)).map(Round::number).toList());
    }

    private static Optional<Spread> weakRatio(LitmusTest test, List<Round> kept) {
        List<Double> ratios = kept.stream()
                .filter(r -> r.peer().weakPerSecond(test::isWeak) > 0)
                .map(r -> r.ours().weakPerSecond(test::isWeak) / r.peer().weakPerSecond(test::isWeak))
                .toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private static List<Measured> side(List<Round> rounds, Function<Round, Measured> side) {
        return rounds.stream().map(side).toList();
    }

    private static <T> Spread spread(List<T> items, ToDoubleFunction<T> figure) {
        return Spread.of(items.stream().map(figure::applyAsDouble).toList());
    }
}
