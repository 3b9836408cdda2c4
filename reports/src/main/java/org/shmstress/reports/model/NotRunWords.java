package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.FrontPage.NotRun;
import org.shmstress.verdict.Grade;

/** What was not run, gathered by reason: whole scenarios, and single trials of scenarios that did run. */
final class NotRunWords {
    private static final int NAMED = 12;
    private static final String RECORD_ENDS = "the run ended before its turn came";

    private final RunRecord record;
    private final Map<String, Gathered> byReason = new LinkedHashMap<>();

    /** Mutable while gathering, which is all it is for. */
    private static final class Gathered {
        private int scenarios;
        private int trials;
        private final Set<String> which = new LinkedHashSet<>();
    }

    NotRunWords(RunRecord record) {
        this.record = record;
    }

    List<NotRun> rows() {
        for (ScenarioPlanned scenario : record.counted()) {
            gather(scenario.scenario());
        }
        List<NotRun> rows = new ArrayList<>();
        byReason.forEach((reason, gathered) -> rows.add(row(reason, gathered)));
        return rows;
    }

    private void gather(String scenario) {
        List<TrialFinished> trials = record.trialsOf(scenario);
        for (TrialFinished trial : trials) {
            if (trial.grade() == Grade.SKIPPED) {
                at(trial.reason(), scenario).trials++;
            }
        }
        record.verdictOf(scenario)
                .filter(v -> v.grade() == Grade.SKIPPED)
                .map(ScenarioFinished::reason)
                .ifPresent(reason -> at(reason, scenario).scenarios++);
        if (trials.isEmpty() && record.verdictOf(scenario).isEmpty()) {
            at(RECORD_ENDS, scenario).scenarios++;
        }
    }

    private Gathered at(String reason, String scenario) {
        Gathered gathered = byReason.computeIfAbsent(reason, r -> new Gathered());
        gathered.which.add(scenario);
        return gathered;
    }

    private static NotRun row(String reason, Gathered gathered) {
        int more = gathered.which.size() - NAMED;
        return new NotRun(
                Text.of(reason),
                gathered.scenarios == 0 ? "–" : Words.count(gathered.scenarios),
                gathered.trials == 0 ? "–" : Words.count(gathered.trials),
                gathered.which.stream().limit(NAMED).map(Text::of).toList(),
                more > 0 ? "and " + Words.count(more) + " more" : "");
    }
}
