package org.shmstress.reports.trend;

import static java.util.stream.Collectors.partitioningBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.compare.DeviationChange;
import org.shmstress.reports.compare.EnvironmentChange;
import org.shmstress.reports.compare.GradeChange;
import org.shmstress.reports.compare.Side;
import org.shmstress.verdict.Grade;

/**
 * Runs in the order of their time.
 *
 * @param runs at least one, the oldest first
 */
public record Trend(List<Run> runs) {

    /**
     * A run, and what is other than in the run before it.
     *
     * @param id id of the run
     * @param startedAt ISO-8601 instant
     * @param verdict its verdict; empty if the record ends before it
     * @param counts scenarios by grade, those in quarantine left out
     * @param kernel release and build
     * @param libc name and version
     * @param jdks version, vendor and home of each
     * @param speed how fast it was, by the first run
     * @param shortfall why it is not all of a run
     * @param upgrades what it ran on that is not what the run before ran on; none for the first
     * @param grades scenarios that both runs had, with other grades; none for the first
     * @param deviations defects that are known and accepted, and that came or went with other versions; none for the first
     * @param inQuarantine scenarios that are in none of the counts, because their grade decides nothing
     * @param quarantined changes of their grades, which are not among the others
     */
    public record Run(
            String id,
            String startedAt,
            Optional<Grade> verdict,
            Map<Grade, Integer> counts,
            String kernel,
            String libc,
            List<String> jdks,
            Speed speed,
            Optional<String> shortfall,
            List<EnvironmentChange> upgrades,
            List<GradeChange> grades,
            List<DeviationChange> deviations,
            int inQuarantine,
            List<GradeChange> quarantined) {

        /** Scenarios of this grade. */
        public int count(Grade grade) {
            return counts.getOrDefault(grade, 0);
        }
    }

    /** Puts records in order and sets each beside the one before it. */
    public static Trend of(List<RunRecord> records) {
        List<RunRecord> inOrder = records.stream()
                .sorted(Comparator.comparing((RunRecord r) -> r.run().startedAt())
                        .thenComparing(r -> r.run().runId()))
                .toList();
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            runs.add(run(inOrder.get(0), inOrder.get(Math.max(0, i - 1)), inOrder.get(i)));
        }
        return new Trend(List.copyOf(runs));
    }

    private static Run run(RunRecord first, RunRecord before, RunRecord record) {
        Side was = Side.of(before);
        Side is = Side.of(record);
        Map<Boolean, List<GradeChange>> changes = GradeChange.between(was, is).stream()
                .filter(Trend::isOnBoth)
                .collect(partitioningBy(change -> is.quarantine().containsKey(change.scenario())));
        Optional<EnvironmentSeen> environment = record.environment();
        return new Run(
                record.run().runId(),
                record.run().startedAt(),
                record.finished().map(RunFinished::verdict),
                counts(record),
                environment.map(EnvironmentSeen::kernel).orElse(""),
                environment.map(EnvironmentSeen::libc).orElse(""),
                environment.map(EnvironmentSeen::jdks).orElse(List.of()),
                Speed.between(Side.of(first), is),
                is.shortfall(),
                EnvironmentChange.between(was.environment(), is.environment()).stream()
                        .filter(change -> !change.fact().equals(Side.PROFILE))
                        .toList(),
                changes.getOrDefault(false, List.of()),
                DeviationChange.between(was, is).stream()
                        .filter(DeviationChange::news)
                        .toList(),
                record.quarantined().size(),
                changes.getOrDefault(true, List.of()));
    }

    /** What one of the runs was not asked to try has not changed. */
    private static boolean isOnBoth(GradeChange change) {
        return change.base().isPresent() && change.now().isPresent();
    }

    private static Map<Grade, Integer> counts(RunRecord record) {
        Map<Grade, Integer> counts = new EnumMap<>(Grade.class);
        record.counted().stream()
                .filter(s -> !record.quarantined().containsKey(s.scenario()))
                .forEach(s -> record.verdictOf(s.scenario()).ifPresent(v -> counts.merge(v.grade(), 1, Integer::sum)));
        return counts;
    }
}
