package org.shmstress.reports.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;

/** Which trial to show for a scenario. */
final class Deciding {

    private Deciding() {}

    /** The first trial with the scenario's grade; without such a one the first of the worst. */
    static Optional<TrialFinished> trial(RunRecord record, String scenario) {
        List<TrialFinished> trials = record.trialsOf(scenario);
        return record.verdictOf(scenario)
                .map(ScenarioFinished::grade)
                .flatMap(
                        grade -> trials.stream().filter(t -> t.grade() == grade).findFirst())
                .or(() -> trials.stream()
                        .min(Comparator.comparing(TrialFinished::grade).reversed()));
    }
}
