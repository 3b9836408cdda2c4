package org.shmstress.reports;

import java.util.List;
import java.util.Optional;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.CellSeen;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.RegionSeen;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.record.Entry.Configuration;

/** What sample records are made of. */
final class SampleParts {

    private SampleParts() {}

    static Configuration configuration(String jdks, String path, String placement, int repetition) {
        List<Integer> features =
                java.util.Arrays.stream(jdks.split("\\+")).map(Integer::valueOf).toList();
        return new Configuration(
                "processes",
                features,
                jdks,
                features.stream().map(f -> "tiered").toList(),
                "tiered",
                path,
                placement,
                "free",
                731605429911L + repetition,
                repetition);
    }

    static StepSeen step(
            int n,
            int worker,
            String step,
            String answer,
            String allowed,
            boolean agrees,
            List<String> state,
            long nanos) {
        return new StepSeen(n, 0, worker, step, answer, List.of(allowed), agrees, state, nanos, nanos + 9_000);
    }

    static OutcomeCount outcome(String outcome, long count) {
        return new OutcomeCount(outcome, count, count, 310, "n=8192 k=256 apart stride=8 X=[0, 7]");
    }

    static long sum(List<OutcomeCount> counts) {
        return counts.stream().mapToLong(OutcomeCount::count).sum();
    }

    static Observation.Outcomes outcomes(List<OutcomeCount> counts) {
        return outcomes(segment(), counts);
    }

    static Observation.Outcomes outcomes(SegmentSeen segment, List<OutcomeCount> counts) {
        return new Observation.Outcomes(
                List.of(worker(0, 4711), worker(1, 4712)),
                segment,
                sum(counts),
                2_000,
                counts,
                17,
                sum(counts),
                850_000_000,
                64,
                61,
                700_000_000,
                60_000_000,
                90_000_000,
                412);
    }

    static SegmentSeen segment() {
        return new SegmentSeen(
                "/shmstress-c41e-4700-1",
                91,
                1 << 20,
                1,
                List.of(
                        new RegionSeen("header", 0, 96, "owner, once"),
                        new RegionSeen("control", 4_096, 384, "each worker its line; line 0 owner and workers"),
                        new RegionSeen("flight", 8_192, 8_192, "each worker its page"),
                        new RegionSeen("engine", 16_384, 4_096, "workers"),
                        new RegionSeen("slots", 20_480, 900_000, "actors")),
                List.of(new CellSeen(8, 64, 60)));
    }

    static WorkerSeen worker(int index, long pid) {
        return new WorkerSeen(
                index,
                pid,
                "17 /opt/jdk-17",
                "unsafe",
                0x7f00_1000_0000L + index * 0x100_0000L,
                91,
                index,
                Optional.empty());
    }
}
