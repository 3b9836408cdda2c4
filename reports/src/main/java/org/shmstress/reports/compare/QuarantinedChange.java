package org.shmstress.reports.compare;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.shmstress.record.Entry.Quarantined;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.compare.SpeedChange.Reading;

/**
 * A change of a scenario that was in quarantine in the new run: told apart, and no part of the decision.
 *
 * @param change what changed, in one sentence
 * @param why who answers for it, and until when
 */
public record QuarantinedChange(String scenario, String change, String why) {

    /** Why scenarios of a run are in quarantine, by id. */
    static Map<String, String> reasons(RunRecord record) {
        return record.quarantined().values().stream().collect(toMap(Quarantined::scenario, QuarantinedChange::reason));
    }

    private static String reason(Quarantined q) {
        return q.reason() + " (" + q.owner() + ", until " + q.expires() + ")";
    }

    /** Those among all changes. */
    static List<QuarantinedChange> among(Comparison all, Map<String, String> reasons) {
        return Stream.of(
                        in(all.grades(), GradeChange::scenario, Decision::grade, reasons),
                        in(all.deviations(), DeviationChange::scenario, Decision::deviation, reasons),
                        in(
                                all.outcomes().stream()
                                        .filter(OutcomeChange::news)
                                        .toList(),
                                OutcomeChange::scenario,
                                Decision::outcome,
                                reasons),
                        in(all.answers(), AnswerChange::scenario, Decision::answer, reasons),
                        in(all.speeds(Reading.SLOWER), SpeedChange::scenario, Decision::speed, reasons))
                .flatMap(changes -> changes)
                .toList();
    }

    private static <T> Stream<QuarantinedChange> in(
            List<T> changes, Function<T, String> scenario, Function<T, String> words, Map<String, String> reasons) {
        return changes.stream()
                .filter(change -> reasons.containsKey(scenario.apply(change)))
                .map(change -> new QuarantinedChange(
                        scenario.apply(change),
                        words.apply(change),
                        Objects.requireNonNull(reasons.get(scenario.apply(change)))));
    }

    static <T> List<T> without(List<T> changes, Function<T, String> scenario, Map<String, String> reasons) {
        return changes.stream()
                .filter(change -> !reasons.containsKey(scenario.apply(change)))
                .toList();
    }
}
