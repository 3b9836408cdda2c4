package org.shmstress.run;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
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
                segment,
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
     * by its loop; those that the workers claim to have tallied, by their shares; and the outcomes.
     */
    Optional<String> miscount() {
        long samples = sum(OutcomeReport::samples);
        for (int w = 0; w < reports.size(); w++) {
            OutcomeReport report = reports.get(w);
            long outcomes =
                    report.tallies().stream().mapToLong(OutcomeTally::count).sum();
            if (outcomes != report.samples()) {
                return Optional.of("worker " + w + " tallied " + report.samples()
                        + " samples, but its outcomes add up to " + outcomes);
            }
            if (report.ranSlots() != samples) {
                return Optional.of("the workers tallied " + samples + " samples, but actor " + w + " ran "
                        + report.ranSlots() + " slots");
            }
        }
        return Optional.empty();
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
