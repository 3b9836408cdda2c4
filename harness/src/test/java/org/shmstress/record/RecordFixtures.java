package org.shmstress.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.CellSeen;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.RegionSeen;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.observation.WorkerExit;
import org.shmstress.plan.Coverage;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** A small run with one entry of every type and one observation of every kind. */
final class RecordFixtures {
    static final String HOSTILE = "<script>\"'\\ \n\u2028 \u202e \ud83d\ude80 &amp; \u0000";
    private static final Entry.Configuration CONFIGURATION = new Entry.Configuration(
            "processes",
            List.of(17, 25),
            "17+25",
            List.of("c1", "c2-stress/7"),
            "c1+c2-stress",
            "unsafe",
            "free",
            "free",
            -7L,
            0);

    private RecordFixtures() {}

    static List<Entry> everyEntry() {
        return List.of(
                started(),
                new Entry.EnvironmentSeen(
                        "Linux 6.1",
                        "glibc 2.36",
                        "a CPU",
                        2,
                        8L << 30,
                        4L << 30,
                        List.of("17", "25"),
                        Map.of("clocksource", "tsc")),
                planned("ordering/StoreBuffering", false, List.of("x86")),
                planned("defects/D-001", true, List.of(RunRecord.CALIBRATION_TAG)),
                new Entry.TrialStarted("t0001", "ordering/StoreBuffering", CONFIGURATION, 0.25),
                trial("t0001", "ordering/StoreBuffering", outcomes()),
                trial("t0002", "mutex/Robust", operations()),
                trial("t0003", "lifecycle/Unlink", scripts()),
                trial("t0005", "sync/Ring", histories()),
                trial("t0004", "crash/Early", new Observation.Nothing(List.of(), Observation.Cause.WORKER, HOSTILE)),
                new Entry.ScenarioFinished("ordering/StoreBuffering", Grade.PASSED, "fine", 1, 1_000L, 1.5),
                new Entry.ScenarioFinished("defects/D-001", Grade.FAILED, "caught", 1, 10L, 0.5),
                new Entry.ReferenceMeasured("line transfer", 63.5, 2.25),
                new Entry.WorkerLife(4711L, 17, "tiered", "unsafe", 0.1, 3.0, "orderly", "workers/w1.log"),
                new Entry.Covered(true, new Coverage(9, 8, List.of("a × b"), 2, 1, List.of(HOSTILE))),
                new Entry.Covered(false, new Coverage(9, 7, List.of("a × b", "c × d"), 2, 0, List.of(HOSTILE))),
                new Entry.RunResumed(HOSTILE, List.of("run", HOSTILE), 3.125),
                new Entry.Quarantined("sync/Ring", Grade.FAILED, HOSTILE, HOSTILE, "2026-12-31"),
                new Entry.QuarantineUnused(3, "sync/*", HOSTILE),
                new Entry.RunFinished(
                        Grade.PASSED, 0, "all well", Map.of(Grade.PASSED, 1), 1_000L, 1e7, 3.25, false, List.of()));
    }

    static Entry.RunStarted started() {
        return new Entry.RunStarted(
                Entry.SCHEMA_VERSION,
                "r1",
                "2026-01-01T00:00:00Z",
                "0.1.0",
                List.of("run", HOSTILE),
                "quick",
                Long.MIN_VALUE,
                4);
    }

    private static Entry.ScenarioPlanned planned(String id, boolean mutant, List<String> tags) {
        return new Entry.ScenarioPlanned(
                id,
                "outcomes",
                "title",
                HOSTILE,
                tags,
                List.of(new Expectation("0, 0", Expect.INTERESTING, HOSTILE)),
                Set.of(JitFreedom.SWAP_STORES),
                mutant);
    }

    private static Entry.TrialFinished trial(String id, String scenario, Observation observation) {
        return new Entry.TrialFinished(
                id,
                scenario,
                CONFIGURATION,
                Grade.PASSED,
                HOSTILE,
                List.of(new Fact("expected", HOSTILE)),
                true,
                Entry.ObservationLine.of(observation),
                1.0,
                0.75,
                "./shmstress repeat",
                "jdk=17");
    }

    private static Observation outcomes() {
        return new Observation.Outcomes(
                List.of(worker(Optional.empty())),
                new SegmentSeen(
                        "/shmstress-r1",
                        91L,
                        4096L,
                        1,
                        List.of(new RegionSeen(HOSTILE, 0, 40, HOSTILE)),
                        List.of(new CellSeen(8, 64, 57))),
                1_000L,
                1L,
                List.of(new OutcomeCount("0, 0", 1_000L, 900L, 3L, "n=1")),
                1L,
                900L,
                1_000_000L,
                10L,
                9L,
                1L,
                2L,
                3L,
                -1L);
    }

    private static Observation operations() {
        WorkerExit killed = new WorkerExit(WorkerExit.How.KILLED_ON_PURPOSE, 137, "SIGKILL", Optional.empty());
        return new Observation.Operations(
                List.of(worker(Optional.of(killed))),
                new SegmentSeen("/shmstress-r1", 92L, 4096L),
                "RENDEZVOUS",
                10L,
                10L,
                9L,
                1L,
                List.of(HOSTILE),
                3L,
                List.of("EOWNERDEAD=1"),
                false,
                Optional.of((Observation.Histories) histories()));
    }

    private static Observation histories() {
        return new Observation.Histories(
                List.of(worker(Optional.empty())),
                new SegmentSeen("/shmstress-r1", 93L, 4096L),
                "pauses",
                3L,
                2L,
                120L,
                40L,
                1L,
                "progress: not decided",
                List.of("linearizability"),
                Optional.of(new Finding(
                        "linearizability",
                        HOSTILE,
                        3L,
                        "fenced",
                        40L,
                        List.of(
                                new Finding.OperationSeen(0, "offer(7)", "returned true", 0L, 9L, true),
                                new Finding.OperationSeen(1, "poll()", "pending", 4L, Finding.NEVER, false)),
                        List.of(new Finding.DeathSeen(1, 12L, HOSTILE)),
                        List.of(
                                new Finding.Step(-1, "starting with []", "", false),
                                new Finding.Step(0, "process 0: offer(7) returned true", "[7]", true)),
                        List.of(new Finding.PauseSeen(0, -5L, 7L)),
                        List.of(new Finding.SectionSeen(1, 5L, Finding.NEVER)))),
                List.of("kill w1"),
                List.of("worker 1 is inside an operation"));
    }

    private static Observation scripts() {
        StepSeen step = new StepSeen(1, 0, 0, "create A", "fd 3", List.of("fd"), true, List.of("A: 0 bytes"), 10L, 20L);
        return new Observation.Scripts(
                List.of(worker(Optional.empty())),
                1L,
                1L,
                List.of("late opener saw ENOENT"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ScriptTrace("create A", List.of(step))),
                List.of("freed=4096"));
    }

    private static WorkerSeen worker(Optional<WorkerExit> exit) {
        return new WorkerSeen(0, 4711L, "17 /opt/jdk", "unsafe", 0x7f00_0000_0000L, 91L, -1, exit);
    }
}
