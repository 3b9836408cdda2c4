package org.shmstress.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.protocol.Setting;

/**
 * Adds up what the workers of a trial tallied: a pure function.
 *
 * @param reports one per worker, the leader's first
 * @param settings the settings that they rotated through
 */
record OutcomeSum(List<OutcomeReport> reports, List<Setting> settings) {

    Outcomes observation(List<WorkerSeen> workers, SegmentSeen segment, long startToFirstSampleMillis) {
        OutcomeReport leader = reports.get(0);
        return new Outcomes(
                workers,
                segment,
                sum(OutcomeReport::samples),
                leader.rounds(),
                counts(),
                settings,
                leader.sampledChunks(),
                leader.overlappedChunks(),
                sum(OutcomeReport::runNanos),
                sum(OutcomeReport::resetNanos),
                sum(OutcomeReport::tallyNanos),
                startToFirstSampleMillis);
    }

    private long sum(ToLongFunction<OutcomeReport> part) {
        return reports.stream().mapToLong(part).sum();
    }

    /** Most frequent first. */
    private List<OutcomeCount> counts() {
        Map<String, List<OutcomeTally>> byOutcome = new LinkedHashMap<>();
        for (OutcomeReport report : reports) {
            report.tallies()
                    .forEach(t -> byOutcome
                            .computeIfAbsent(t.outcome(), o -> new ArrayList<>())
                            .add(t));
        }
        long[] slots = samplesBySetting();
        return byOutcome.entrySet().stream()
                .map(e -> count(e.getKey(), e.getValue(), slots))
                .sorted(Comparator.comparingLong(OutcomeCount::count).reversed())
                .toList();
    }

    private OutcomeCount count(String outcome, List<OutcomeTally> tallies, long[] samplesBySetting) {
        long[] bySetting = bySetting(tallies);
        int best = 0;
        for (int s = 1; s < bySetting.length; s++) {
            if (share(bySetting[s], samplesBySetting[s]) > share(bySetting[best], samplesBySetting[best])) {
                best = s;
            }
        }
        long firstNanos =
                tallies.stream().mapToLong(OutcomeTally::firstSeenNanos).min().orElse(0);
        return new OutcomeCount(
                outcome,
                tallies.stream().mapToLong(OutcomeTally::count).sum(),
                firstNanos / 1_000_000,
                settings.get(best).describe(),
                java.util.Arrays.stream(bySetting).boxed().toList());
    }

    private static double share(long count, long samples) {
        return samples == 0 ? 0 : (double) count / samples;
    }

    private long[] samplesBySetting() {
        return bySetting(reports.stream().flatMap(r -> r.tallies().stream()).toList());
    }

    private long[] bySetting(List<OutcomeTally> tallies) {
        long[] sums = new long[settings.size()];
        for (OutcomeTally tally : tallies) {
            for (int s = 0; s < sums.length; s++) {
                sums[s] += tally.countBySetting().get(s);
            }
        }
        return sums;
    }
}
