package org.shmstress.reports;

import static org.shmstress.reports.SampleParts.configuration;
import static org.shmstress.reports.SampleParts.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.CellSeen;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.WorkerLife;
import org.shmstress.record.RecordWriter;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** A record as large as that of a default run, with rows as long as real ones. */
final class DefaultRun {

    static final int SCENARIOS = 1_200;
    private static final int CONFORMANCE = 810;
    private static final int CLAIMS = 60;
    private static final int REGRESSIONS = 40;
    private static final int OUTCOMES = 160;
    private static final int OBJECTS = 80;
    private static final int LOCKS = 50;
    private static final int WORKERS = 600;

    private static final List<String> SHEETS = List.of("SHM_OPEN", "SEM_WAIT", "MMAP", "FTRUNCATE", "MUTEX", "FCNTL");

    private static final SegmentSeen SEGMENT =
            SampleParts.segment().withCells(List.of(new CellSeen(4, 4, 0), new CellSeen(4, 4, 0)));

    private final SampleRun run = SampleRun.begun();

    private DefaultRun() {}

    static void writeTo(Path directory) {
        DefaultRun sample = new DefaultRun();
        sample.checks();
        for (int i = 0; i < OUTCOMES; i++) {
            sample.outcomes(i);
        }
        for (int i = 0; i < OBJECTS; i++) {
            sample.object(i);
        }
        for (int i = 0; i < LOCKS; i++) {
            sample.lock(i);
        }
        sample.run.finished(Grade.PASSED, 0, "all passed");
        try (RecordWriter writer = new RecordWriter(directory)) {
            Stream.concat(sample.run.entries().stream(), sample.lives()).forEach(writer::write);
        }
    }

    private void checks() {
        for (int i = 0; i < CONFORMANCE; i++) {
            row("conformance/" + SHEETS.get(i * SHEETS.size() / CONFORMANCE) + "-" + i);
        }
        for (int i = 0; i < CLAIMS; i++) {
            row("claims/S" + i);
        }
        for (int i = 0; i < REGRESSIONS; i++) {
            row("regressions/kernel/K" + i);
        }
    }

    private void row(String id) {
        run.plan(
                id,
                "script",
                "With a timeout that has passed already the call returns at once and fails with ETIMEDOUT; nothing of "
                        + id,
                List.of(),
                false,
                List.of());
        Observation seen = new Observation.Scripts(
                List.of(worker(0, 4711), worker(1, 4712)),
                4,
                36,
                List.of("the answer was ETIMEDOUT, and the lock was not taken"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(SampleChecks.trace(true)),
                List.of());
        run.trial(
                id,
                configuration("17", "byte-buffer", "free", 0),
                Grade.PASSED,
                "all 36 steps in 4 scripts were answered as allowed",
                List.of(new Fact("witness", "the answer was ETIMEDOUT, and the lock was not taken")),
                seen);
        run.verdict(id, Grade.PASSED, "all 36 steps in 4 scripts were answered as allowed", 1, 36);
    }

    private void outcomes(int i) {
        String id = "ordering/StoreBufferingOpaque" + i;
        run.plan(
                id,
                "outcomes",
                "Store buffering, opaque",
                SampleRun.TABLE,
                false,
                List.of("ordering"),
                i % 2 == 0 ? Set.of() : Set.of(JitFreedom.SWAP_STORES));
        String reason =
                "no forbidden outcome in 412624896 samples, so it happens less often than once in 137541632, with"
                        + " 95 % confidence";
        run.trial(
                id,
                configuration("25", "unsafe", "spread", i),
                Grade.PASSED,
                reason,
                List.of(),
                SampleParts.outcomes(
                        SEGMENT,
                        List.of(
                                SampleParts.outcome("0, 1", 228_112_750L + i),
                                SampleParts.outcome("1, 0", 183_684_688),
                                SampleParts.outcome("1, 1", 827_458))));
        run.verdict(id, Grade.PASSED, reason, 1, 412_624_896);
    }

    private void object(int i) {
        String id = "crash/SpscRingKilled" + i;
        run.plan(id, "object", "A ring between two processes, one of which is killed", List.of(), false, List.of());
        String reason = "3075 operations in 4 rounds came out as the model allows";
        Observation seen = new Observation.Histories(
                List.of(worker(0, 4711), worker(1, 4712)),
                SEGMENT,
                "mixed",
                4,
                4,
                3_075,
                1_211,
                0,
                "",
                List.of(
                        "linearizability, of rounds recorded with fences",
                        "conservation of what goes through offer and poll, in order",
                        "progress, whenever nothing moves any more",
                        "recovery, after each death"),
                Optional.empty(),
                List.of("kill -9 of worker 1 at an instant", "kill -9 of worker 1 at step SpscRing.poll#1"),
                List.of());
        run.trial(
                id,
                configuration("17", "unsafe", "spread", i),
                Grade.PASSED,
                reason,
                List.of(new Fact("expected", "what the model returns in some order that fits")),
                seen);
        run.verdict(id, Grade.PASSED, reason, 1, 3_075);
    }

    private void lock(int i) {
        String id = "mutex/TicketLock" + i;
        run.plan(id, "object", "Tickets are drawn, and served in order", List.of(), false, List.of());
        String reason = "45922 sections, one worker at a time inside, no protected increment lost";
        List<String> events = List.of("handovers=6830", "waits=401", "spins=77812");
        Observation seen = new Observation.Operations(
                List.of(worker(0, 4711), worker(1, 4712)),
                SEGMENT,
                "mixed",
                45_922,
                45_922,
                45_922,
                0,
                List.of(),
                6_141,
                events,
                false,
                Optional.empty());
        List<Fact> facts = Stream.concat(
                        Stream.of(
                                new Fact("expected", "one worker at a time inside, no protected increment lost"),
                                new Fact("sections", "45922"),
                                new Fact("protected sum", "45922"),
                                new Fact("overlaps seen from inside", "0"),
                                new Fact("met another worker", "6141"),
                                new Fact("schedule", "mixed")),
                        events.stream().map(event -> new Fact("event", event)))
                .toList();
        run.trial(id, configuration("17", "unsafe", "spread", i), Grade.PASSED, reason, facts, seen);
        run.verdict(id, Grade.PASSED, reason, 1, 45_922);
    }

    /** Two at a time, so that each trial has its two; one in five is killed. */
    private Stream<Entry> lives() {
        double each = 2 * 0.9 * SCENARIOS / WORKERS;
        return IntStream.range(0, WORKERS)
                .mapToObj(i -> new WorkerLife(
                        4711 + i % 2,
                        i % 2 == 0 ? 17 : 25,
                        "tiered",
                        i % 3 == 0 ? "byte-buffer" : "unsafe",
                        each * (i / 2),
                        each * (i / 2 + 1) - 0.1,
                        i % 5 == 0 ? "killed on purpose" : "left when asked",
                        ""));
    }
}
