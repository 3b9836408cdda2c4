package org.shmstress.reports.compare;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry.ReferenceMeasured;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.Words;

/**
 * How fast a scenario is on the new side as a multiple of the base. The speed of each trial, in samples or operations, is
 * first taken per turn of the reference loop that was measured next to it; then trials of equal configuration are compared, and over the
 * configurations there is an interval (Student's, of the logarithms, {@value #CONFIDENCE}).
 *
 * <p>A trial moves with the reference loop, but not in proportion to it: beside a loop that takes three times as long some tests are as fast
 * as before. So speeds are compared only where the loop stayed within a factor of {@value #REFERENCE_MAY_VARY} over both sides.
 *
 * @param reading what that says
 * @param ratio new by base, the geometric mean over configurations; 0 if not comparable
 * @param low lower end of the interval; 0 if not comparable
 * @param high upper end of the interval; 0 if not comparable
 * @param why why it is not comparable; empty if it is
 */
public record SpeedChange(String scenario, Reading reading, double ratio, double low, double high, String why) {

    static final String CONFIDENCE = "99 %";

    /** Differences below this are none that anybody should act on. */
    static final double MATTERS = 1.25;

    private static final double REFERENCE_MAY_VARY = 1.5;
    private static final int LEAST_CELLS = 4;

    /** 0.995 quantiles of Student's distribution from 3 degrees of freedom; the last stands for all above, on the safe side. */
    private static final double[] STUDENT = {
        5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169, 3.106, 3.055, 3.012, 2.977, 2.947, 2.921, 2.898, 2.878
    };

    /** What an interval says. */
    public enum Reading {
        SLOWER,
        FASTER,
        NO_DIFFERENCE,
        NOT_COMPARABLE
    }

    /**
     * A trial as this comparison sees it.
     *
     * @param logSpeed logarithm of samples or operations per turn of the reference loop
     * @param referenceNanos a turn of it
     */
    private record Rated(String cell, double logSpeed, double referenceNanos) {}

    static List<SpeedChange> between(Side base, Side now) {
        return now.scenarios().values().stream()
                .filter(s -> !s.mutant())
                .flatMap(s -> of(s, base, now).stream())
                .sorted(Comparator.comparing(SpeedChange::reading).thenComparingDouble(SpeedChange::ratio))
                .toList();
    }

    /**
     * New by base, of each scenario and configuration that both sides tried beside equal reference loops that held still. Single ones say
     * little, having no interval; many together say how fast one side is by the other.
     */
    public static List<Double> ratios(Side base, Side newer) {
        Side now = newer.beside(base);
        if (loops(base).count() != 1 || !loops(base).toList().equals(loops(now).toList())) {
            return List.of();
        }
        return now.scenarios().values().stream()
                .filter(s -> !s.mutant())
                .flatMap(s -> ratios(rated(base, s.scenario()), rated(now, s.scenario())))
                .toList();
    }

    private static Stream<Double> ratios(List<Rated> base, List<Rated> now) {
        if (variation(both(base, now)) > REFERENCE_MAY_VARY) {
            return Stream.empty();
        }
        Map<String, Double> before = bySpeed(base);
        return bySpeed(now).entrySet().stream()
                .flatMap(after ->
                        Optional.ofNullable(before.get(after.getKey()))
                                .map(log -> Math.exp(after.getValue() - log))
                                .stream());
    }

    /** Nothing for a scenario that has no speed on one side. */
    private static Optional<SpeedChange> of(ScenarioPlanned scenario, Side base, Side now) {
        String id = scenario.scenario();
        if (!hasSpeed(base, id) || !hasSpeed(now, id)) {
            return Optional.empty();
        }
        if (loops(base).count() == 0 || loops(now).count() == 0) {
            return Optional.of(not(id, "a record without a reference loop"));
        }
        if (Stream.concat(loops(base), loops(now)).distinct().count() > 1) {
            return Optional.of(not(id, "the reference loops are not the same"));
        }
        return Optional.of(of(id, rated(base, id), rated(now, id)));
    }

    private static boolean hasSpeed(Side side, String scenario) {
        return side.trialsOf(scenario).stream().anyMatch(t -> perSecond(t) > 0);
    }

    private static Stream<String> loops(Side side) {
        return side.references().stream().map(ReferenceMeasured::loop).distinct();
    }

    private static SpeedChange of(String id, List<Rated> base, List<Rated> now) {
        double varied = Math.max(variation(base), variation(now));
        if (varied > REFERENCE_MAY_VARY) {
            return not(
                    id,
                    String.format(
                            Locale.ROOT,
                            "the reference loop itself varied %.1f× on the %s",
                            varied,
                            variation(now) == varied ? "new side" : "base"));
        }
        double apart = variation(both(base, now));
        if (apart > REFERENCE_MAY_VARY) {
            return not(
                    id, String.format(Locale.ROOT, "the reference loop itself is %.1f× apart on the two sides", apart));
        }
        Map<String, Double> before = bySpeed(base);
        Map<String, Double> after = bySpeed(now);
        double[] logs = after.entrySet().stream()
                .filter(e -> before.containsKey(e.getKey()))
                .mapToDouble(e -> e.getValue() - before.getOrDefault(e.getKey(), 0.0))
                .toArray();
        return logs.length < LEAST_CELLS
                ? not(
                        id,
                        logs.length == 0
                                ? "no configuration was tried on both sides"
                                : "only " + Words.counted(logs.length, "configuration was", "configurations were")
                                        + " tried on both sides")
                : compared(id, logs);
    }

    private static SpeedChange compared(String id, double[] logs) {
        double mean = java.util.Arrays.stream(logs).average().orElse(0);
        double squares =
                java.util.Arrays.stream(logs).map(l -> (l - mean) * (l - mean)).sum();
        double student = STUDENT[Math.min(STUDENT.length, logs.length - 3) - 1];
        double half = student * Math.sqrt(squares / (logs.length - 1) / logs.length);
        double low = Math.exp(mean - half);
        double high = Math.exp(mean + half);
        Reading reading = high < 1 / MATTERS ? Reading.SLOWER : low > MATTERS ? Reading.FASTER : Reading.NO_DIFFERENCE;
        return new SpeedChange(id, reading, Math.exp(mean), low, high, "");
    }

    private static SpeedChange not(String scenario, String why) {
        return new SpeedChange(scenario, Reading.NOT_COMPARABLE, 0, 0, 0, why);
    }

    private static List<Rated> both(List<Rated> base, List<Rated> now) {
        return Stream.concat(base.stream(), now.stream()).toList();
    }

    private static double variation(List<Rated> trials) {
        double highest =
                trials.stream().mapToDouble(Rated::referenceNanos).max().orElse(1);
        return highest
                / trials.stream().mapToDouble(Rated::referenceNanos).min().orElse(1);
    }

    private static Map<String, Double> bySpeed(List<Rated> trials) {
        return trials.stream()
                .collect(groupingBy(
                        Rated::cell, TreeMap::new, java.util.stream.Collectors.averagingDouble(Rated::logSpeed)));
    }

    private static List<Rated> rated(Side side, String scenario) {
        List<Rated> rated = new ArrayList<>();
        for (TrialFinished trial : side.trialsOf(scenario)) {
            double perSecond = perSecond(trial);
            if (perSecond > 0) {
                double nanos = nearest(side.references(), trial.atSeconds() - trial.seconds() / 2);
                rated.add(new Rated(side.cell(trial.configuration()), Math.log(perSecond * nanos / 1e9), nanos));
            }
        }
        return rated;
    }

    private static double nearest(List<ReferenceMeasured> references, double atSeconds) {
        return references.stream()
                .min(Comparator.comparingDouble(r -> Math.abs(r.atSeconds() - atSeconds)))
                .map(ReferenceMeasured::nanos)
                .orElseThrow();
    }

    /** Samples after the warm-up, or operations, per second; 0 where there is no such thing. */
    private static double perSecond(TrialFinished trial) {
        Observation seen = trial.observation().value();
        if (seen instanceof Observation.Outcomes outcomes) {
            return outcomes.warmNanos() > 0 ? outcomes.warmSamples() * 1e9 / outcomes.warmNanos() : 0;
        }
        double operations = seen instanceof Observation.Operations o
                ? o.operations()
                : seen instanceof Observation.Histories h && h.finding().isEmpty() ? h.operations() : 0;
        return trial.seconds() > 0 ? operations / trial.seconds() : 0;
    }
}
