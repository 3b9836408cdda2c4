package org.shmstress.reports.model;

import java.util.List;
import java.util.Optional;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Histories;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.ScenarioPage.Cell;
import org.shmstress.reports.model.ScenarioPage.Grid;
import org.shmstress.reports.model.ScenarioPage.GridRow;
import org.shmstress.reports.model.ScenarioPage.HistoryRow;
import org.shmstress.verdict.Grade;

/** Tables over the trials of a shared object. */
final class ObjectTables {

    private ObjectTables() {}

    /** The row of a trial in which operations were recorded. */
    static Optional<HistoryRow> row(TrialFinished trial, String link) {
        if (!(trial.observation().value() instanceof Histories seen)) {
            return Optional.empty();
        }
        return Optional.of(new HistoryRow(
                Text.of(trial.trial()),
                link,
                Mark.of(trial.grade()),
                Text.of(seen.schedule()),
                Text.of(trial.configuration().jdkSet()),
                Words.count(seen.operations()),
                Words.count(seen.rounds()),
                Words.count(seen.fencedRounds()),
                Words.count(seen.overlapped()),
                Words.count(seen.faults().size()),
                Words.count(seen.undecided()),
                Text.of(seen.finding().map(Finding::judge).orElse("–"))));
    }

    /** How many trials failed by schedule and JDKs; empty for scenarios that are no shared objects, and for a single trial. */
    static Optional<Grid> grid(List<TrialFinished> trials) {
        List<TrialFinished> tried =
                trials.stream().filter(ObjectTables::isOfObject).toList();
        if (tried.size() < 2) {
            return Optional.empty();
        }
        List<String> jdks = tried.stream()
                .map(t -> t.configuration().jdkSet())
                .distinct()
                .sorted()
                .toList();
        List<GridRow> rows = tried.stream()
                .map(t -> t.configuration().schedule())
                .distinct()
                .sorted()
                .map(schedule -> new GridRow(
                        Text.of(schedule),
                        jdks.stream().map(set -> cell(tried, schedule, set)).toList()))
                .toList();
        return Optional.of(new Grid(jdks.stream().map(Text::of).toList(), rows));
    }

    private static boolean isOfObject(TrialFinished trial) {
        Observation seen = trial.observation().value();
        return seen instanceof Histories || seen instanceof Observation.Operations;
    }

    private static Cell cell(List<TrialFinished> trials, String schedule, String jdks) {
        List<TrialFinished> here = trials.stream()
                .filter(t -> t.configuration().schedule().equals(schedule)
                        && t.configuration().jdkSet().equals(jdks))
                .toList();
        long failed = here.stream()
                .filter(t -> t.grade() == Grade.FAILED || t.grade() == Grade.CRASHED)
                .count();
        String words = here.isEmpty() ? "–" : failed + " of " + here.size();
        return new Cell(words, failed > 0 ? "h3" : "h0", failed > 0);
    }
}
