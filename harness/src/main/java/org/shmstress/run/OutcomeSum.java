package org.shmstress.run;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.shmstress.observation.Observation.CellSeen;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;

/**
 * Adds up what the workers of a trial tallied: a pure function.
 *
 * @param reports one per worker, the leader's first
 */
record OutcomeSum(List<OutcomeReport> reports) {

    Outcomes observation(List<WorkerSeen> workers, SegmentSeen segment, long startToFirstSampleMillis) {
        OutcomeReport leader = reports.get(0);
        return new Outcomes(
                workers,
                segment.withCells(leader.cells().stream()
                        .map(c -> new CellSeen(c.sizeBytes(), c.alignment(), c.offset()))
                        .toList()),
                sum(OutcomeReport::samples),
                leader.rounds(),
                counts(),
                leader.settingsTried(),
                sum(OutcomeReport::warmSamples),
                leader.warmNanos(),
                leader.sampledChunks(),
                leader.overlappedChunks(),
                sum(OutcomeReport::runNanos),
                sum(OutcomeReport::resetNanos),
                sum(OutcomeReport::tallyNanos),
                startToFirstSampleMillis);
    }

    /**
     * What is wrong with the counts, if anything is. Three counts that share no variable must agree: the slots that each actor ran,
     * by its loop; those that the workers claim to have tallied, by their shares; and the outcomes. A trial that was aborted may
     * have been left by some workers a round before others, hence ran more than was tallied.
     */
    Optional<String> miscount() {
        for (int w = 0; w < reports.size(); w++) {
            long claimed = reports.get(w).samples();
            long outcomes = reports.get(w).tallies().stream()
                    .mapToLong(OutcomeTally::count)
                    .sum();
            if (outcomes != claimed) {
                return Optional.of(
                        "worker " + w + " tallied " + claimed + " samples, but its outcomes add up to " + outcomes);
            }
        }
        long samples = sum(OutcomeReport::samples);
        LongSummaryStatistics ran =
                reports.stream().mapToLong(OutcomeReport::ranSlots).summaryStatistics();
        boolean agree = isInStep()
                ? ran.getMin() == samples && ran.getMax() == samples
                : ran.getMin() <= samples && samples <= ran.getMax();
        return agree
                ? Optional.empty()
                : Optional.of("the workers tallied " + samples + " samples, but their actors ran from " + ran.getMin()
                        + " to " + ran.getMax() + " slots");
    }

    private boolean isInStep() {
        return reports.stream().mapToLong(OutcomeReport::rounds).distinct().count() == 1;
    }

    private long sum(ToLongFunction<OutcomeReport> part) {
        return reports.stream().mapToLong(part).sum();
    }

    /** Most frequent first. */
    private List<OutcomeCount> counts() {
        Map<String, OutcomeTally> byOutcome = new LinkedHashMap<>();
        for (OutcomeReport report : reports) {
            report.tallies().forEach(t -> byOutcome.merge(t.outcome(), t, OutcomeTally::sum));
        }
        return byOutcome.values().stream()
                .map(t -> new OutcomeCount(
                        t.outcome(), t.count(), t.warmCount(), t.firstSeenNanos() / 1_000_000, t.bestSetting()))
                .sorted(Comparator.comparingLong(OutcomeCount::count).reversed())
                .toList();
    }
}
