package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.ScenarioPage.Cell;
import org.shmstress.reports.model.ScenarioPage.Heat;
import org.shmstress.reports.model.ScenarioPage.HeatRow;
import org.shmstress.reports.model.ScenarioPage.OutcomeRow;
import org.shmstress.reports.model.ScenarioPage.Unseen;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.Expectations;

/**
 * Outcomes over all trials of a scenario. Which row of the outcome table an outcome falls under is looked up by the same
 * function that the judge uses; nothing is graded here.
 *
 * @param shown the outcomes that matter, most frequent first
 * @param others the rest
 * @param unseen rows of the outcome table that no outcome fell under
 * @param figures the same as drawings, what matters most first; none if there is but one configuration
 * @param heat shares of the shown outcomes by configuration, if anything was sampled
 */
record OutcomeTables(
        List<OutcomeRow> shown,
        List<OutcomeRow> others,
        List<Unseen> unseen,
        List<HeatFigure> figures,
        Optional<Heat> heat) {
    /** More outcomes than {@value} are cut to one less: forbidden, interesting, then the rarest. */
    static final int COLUMNS = 12;

    private static final int BAR = 180;
    private static final int BAR_DECADES = 9;
    private static final Comparator<Tallied> WHAT_MATTERS =
            Comparator.comparing((Tallied t) -> t.row.expect()).reversed().thenComparingLong(t -> t.count);
    private static final Comparator<Tallied> FREQUENT_FIRST =
            Comparator.comparingLong((Tallied t) -> t.count).reversed();

    /** One outcome summed over trials; mutable while summing, which is all it is for. */
    private static final class Tallied {
        private final String outcome;
        private final Expectation row;
        private long count;
        private long firstSeenMillis = Long.MAX_VALUE;
        private long bestCount;
        private String bestSetting = "";

        Tallied(String outcome, Expectation row) {
            this.outcome = outcome;
            this.row = row;
        }

        void add(OutcomeCount seen) {
            count += seen.count();
            firstSeenMillis = Math.min(firstSeenMillis, seen.firstSeenMillis());
            if (seen.count() > bestCount) {
                bestCount = seen.count();
                bestSetting = seen.bestSetting();
            }
        }
    }

    static OutcomeTables of(ScenarioPlanned scenario, List<TrialFinished> trials) {
        List<Outcomes> seen = trials.stream().flatMap(OutcomeTables::outcomes).toList();
        long samples = seen.stream().mapToLong(Outcomes::samples).sum();
        List<Tallied> all = tally(scenario.expectations(), seen);
        Set<Tallied> mattering = new LinkedHashSet<>(
                all.size() <= COLUMNS
                        ? all
                        : all.stream().sorted(WHAT_MATTERS).limit(COLUMNS - 1).toList());
        List<Tallied> shown = all.stream().filter(mattering::contains).toList();
        List<Tallied> others = all.stream().filter(t -> !mattering.contains(t)).toList();
        return new OutcomeTables(
                shown.stream().map(t -> row(t, samples)).toList(),
                others.stream().map(t -> row(t, samples)).toList(),
                unseen(scenario.expectations(), all),
                figures(HeatFigures.of(trials), shown),
                samples == 0 ? Optional.empty() : Optional.of(heat(trials, shown, !others.isEmpty())));
    }

    private static Stream<Outcomes> outcomes(TrialFinished trial) {
        return Stream.of(trial.observation().value())
                .filter(Outcomes.class::isInstance)
                .map(Outcomes.class::cast);
    }

    private static List<Tallied> tally(List<Expectation> table, List<Outcomes> seen) {
        Map<String, Tallied> byOutcome = new LinkedHashMap<>();
        for (Outcomes trial : seen) {
            for (OutcomeCount count : trial.counts()) {
                byOutcome
                        .computeIfAbsent(count.outcome(), o -> new Tallied(o, Expectations.match(table, o)))
                        .add(count);
            }
        }
        return byOutcome.values().stream().sorted(FREQUENT_FIRST).toList();
    }

    private static OutcomeRow row(Tallied t, long samples) {
        return new OutcomeRow(
                Text.of(t.outcome),
                Words.count(t.count),
                Words.share(t.count, samples),
                bar(t.count, samples),
                Mark.of(t.row.expect()),
                Text.of(t.row.meaning()),
                t.firstSeenMillis == Long.MAX_VALUE ? "–" : Words.seconds(t.firstSeenMillis / 1000.0),
                Text.of(t.row.expect() == Expect.ACCEPTABLE ? "" : t.bestSetting));
    }

    /** The logarithm of the share; each third of the width is a factor of a thousand. */
    private static int bar(long count, long samples) {
        if (count == 0 || samples == 0) {
            return 0;
        }
        double decades = Math.log10((double) count / samples) + BAR_DECADES;
        return (int) Math.max(1, Math.round(BAR * decades / BAR_DECADES));
    }

    /** What was expected and not seen; outcomes of which the table says the same share a row. */
    private static List<Unseen> unseen(List<Expectation> table, List<Tallied> all) {
        Map<Expectation, List<String>> alike = new LinkedHashMap<>();
        for (Expectation row : table) {
            if (all.stream().noneMatch(t -> t.row.equals(row))) {
                String pattern = row.pattern().isEmpty() ? "every other outcome" : row.pattern();
                alike.computeIfAbsent(new Expectation("", row.expect(), row.meaning()), r -> new ArrayList<>())
                        .add(pattern);
            }
        }
        List<Unseen> unseen = new ArrayList<>();
        alike.forEach((row, patterns) -> unseen.add(
                new Unseen(Text.of(String.join(" or ", patterns)), Mark.of(row.expect()), Text.of(row.meaning()))));
        return unseen;
    }

    private record Place(String mode, String jdks, String jits, String path, String placement) {
        static Place of(Configuration c) {
            return new Place(c.mode(), c.jdkSet(), c.jitSet(), c.accessPath(), c.placement());
        }
    }

    private static List<HeatFigure> figures(HeatFigures figures, List<Tallied> shown) {
        return !figures.areMany()
                ? List.of()
                : shown.stream()
                        .sorted(WHAT_MATTERS)
                        .map(t -> figures.figure(
                                Text.of(t.outcome),
                                Mark.of(t.row.expect()),
                                Text.of(t.row.meaning()),
                                t.row.expect() == Expect.FORBIDDEN,
                                (c, seen) -> count(t.outcome, List.of(seen))))
                        .toList();
    }

    private static Heat heat(List<TrialFinished> trials, List<Tallied> shown, boolean others) {
        Map<Place, List<Outcomes>> byPlace = new LinkedHashMap<>();
        for (TrialFinished trial : trials) {
            outcomes(trial)
                    .filter(o -> o.samples() > 0)
                    .forEach(o -> byPlace.computeIfAbsent(Place.of(trial.configuration()), p -> new ArrayList<>())
                            .add(o));
        }
        List<Text> columns =
                new ArrayList<>(shown.stream().map(t -> Text.of(t.outcome)).toList());
        if (others) {
            columns.add(Text.of("others"));
        }
        List<HeatRow> rows = new ArrayList<>();
        byPlace.forEach((place, seen) -> rows.add(heatRow(place, seen, shown, others)));
        return new Heat(columns, rows);
    }

    private static HeatRow heatRow(Place place, List<Outcomes> seen, List<Tallied> shown, boolean others) {
        long samples = seen.stream().mapToLong(Outcomes::samples).sum();
        List<Cell> cells = new ArrayList<>();
        long left = samples;
        for (Tallied t : shown) {
            long count = count(t.outcome, seen);
            left -= count;
            cells.add(cell(count, samples, t.row.expect() == Expect.FORBIDDEN));
        }
        if (others) {
            cells.add(cell(left, samples, false));
        }
        return new HeatRow(
                Text.of(place.mode),
                Text.of(place.jdks),
                Text.of(place.jits),
                Text.of(place.path),
                Text.of(place.placement),
                Words.count(seen.size()),
                Words.large(samples),
                cells);
    }

    private static long count(String outcome, List<Outcomes> seen) {
        return seen.stream()
                .flatMap(o -> o.counts().stream())
                .filter(c -> c.outcome().equals(outcome))
                .mapToLong(OutcomeCount::count)
                .sum();
    }

    private static Cell cell(long count, long samples, boolean forbidden) {
        return new Cell(Words.smallShare(count, samples), "h" + Heats.tone(count, samples), forbidden && count > 0);
    }
}
