package org.shmstress.reports.compare;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.Expectations;

/**
 * An outcome that one side has and the other has not.
 *
 * <p>Rates of an outcome differ by orders of magnitude between trials of one scenario, so sums of samples say little. Trials are taken as
 * exchangeable instead: would the trials of the side that lacks it have come out like those of the other, each would have had the
 * rate of one of these, or, since they need not be all there is, none at all. {@code chance} is the probability that all
 * of them show nothing under that: the product over its trials <i>j</i> of the mean over the other's trials <i>i</i>, and one more of rate 0,
 * of exp(&minus;rate<sub>i</sub> n<sub>j</sub>). Two trials here can never make news of anything, ten out of ten can.
 *
 * @param appeared whether the new side has it
 * @param expect what its author thinks of it
 * @param baseCount how often it was seen on the base, in {@code baseSamples}
 * @param newCount how often it was seen on the new side, in {@code newSamples}
 * @param due how often it was to be expected at the pooled rate of the side that has it, where it is lacking
 * @param chance probability that nothing but chance is behind it
 * @param news whether chance does not explain it, or it is forbidden and was not seen before
 */
public record OutcomeChange(
        String scenario,
        String outcome,
        boolean appeared,
        Expect expect,
        long baseCount,
        long baseSamples,
        long newCount,
        long newSamples,
        double due,
        double chance,
        boolean news) {

    /** There are hundreds of outcomes in a run, and 50 comparisons without a false alarm are wanted. */
    static final double NEWS_BELOW = 1e-4;

    /** A forbidden outcome that is gone is no reason against anything. */
    boolean counts() {
        return news && (appeared || expect != Expect.FORBIDDEN);
    }

    static List<OutcomeChange> between(Side base, Side now) {
        List<OutcomeChange> changes = new ArrayList<>();
        for (ScenarioPlanned scenario : now.scenarios().values()) {
            if (!scenario.mutant()) {
                changes.addAll(of(scenario, samplings(base, scenario), samplings(now, scenario)));
            }
        }
        changes.sort(Comparator.comparingDouble(OutcomeChange::chance));
        return changes;
    }

    private static List<Observation.Outcomes> samplings(Side side, ScenarioPlanned scenario) {
        return side.trialsOf(scenario.scenario()).stream()
                .map(TrialFinished::observation)
                .flatMap(o -> o.outcomes().stream())
                .filter(o -> o.samples() > 0)
                .toList();
    }

    private static List<OutcomeChange> of(
            ScenarioPlanned scenario, List<Observation.Outcomes> base, List<Observation.Outcomes> now) {
        if (base.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        Set<String> before = outcomes(base);
        Set<String> after = outcomes(now);
        List<OutcomeChange> changes = new ArrayList<>();
        after.stream().filter(o -> !before.contains(o)).forEach(o -> changes.add(change(scenario, o, true, base, now)));
        before.stream()
                .filter(o -> !after.contains(o))
                .forEach(o -> changes.add(change(scenario, o, false, base, now)));
        return changes;
    }

    private static Set<String> outcomes(List<Observation.Outcomes> seen) {
        return seen.stream()
                .flatMap(s -> s.counts().stream())
                .filter(c -> c.count() > 0)
                .map(c -> c.outcome())
                .collect(toCollection(LinkedHashSet::new));
    }

    private static OutcomeChange change(
            ScenarioPlanned scenario,
            String outcome,
            boolean appeared,
            List<Observation.Outcomes> base,
            List<Observation.Outcomes> now) {
        List<Observation.Outcomes> having = appeared ? now : base;
        List<Observation.Outcomes> lacking = appeared ? base : now;
        Expect expect = Expectations.match(scenario.expectations(), outcome).expect();
        double chance = chanceOfNone(
                having.stream()
                        .mapToDouble(s -> (double) count(s, outcome) / s.samples())
                        .toArray(),
                lacking.stream().mapToLong(Observation.Outcomes::samples).toArray());
        return new OutcomeChange(
                scenario.scenario(),
                outcome,
                appeared,
                expect,
                count(base, outcome),
                samples(base),
                count(now, outcome),
                samples(now),
                (double) count(having, outcome) / samples(having) * samples(lacking),
                chance,
                chance < NEWS_BELOW || (appeared && expect == Expect.FORBIDDEN));
    }

    /** Probability that trials with these samples show nothing of what other trials showed at these rates. */
    static double chanceOfNone(double[] rates, long[] samples) {
        double all = 1;
        for (long n : samples) {
            double sum = 1; // the trial of rate 0
            for (double rate : rates) {
                sum += Math.exp(-rate * n);
            }
            all *= sum / (rates.length + 1);
        }
        return all;
    }

    private static long count(Observation.Outcomes seen, String outcome) {
        Optional<Observation.OutcomeCount> counted =
                seen.counts().stream().filter(c -> c.outcome().equals(outcome)).findFirst();
        return counted.map(Observation.OutcomeCount::count).orElse(0L);
    }

    private static long count(List<Observation.Outcomes> seen, String outcome) {
        return seen.stream().mapToLong(s -> count(s, outcome)).sum();
    }

    private static long samples(List<Observation.Outcomes> seen) {
        return seen.stream().mapToLong(Observation.Outcomes::samples).sum();
    }
}
