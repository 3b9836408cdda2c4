package org.shmstress.reports;

import static org.shmstress.reports.SampleParts.configuration;
import static org.shmstress.reports.SampleParts.outcome;
import static org.shmstress.reports.SampleParts.outcomes;
import static org.shmstress.reports.SampleParts.segment;
import static org.shmstress.reports.SampleParts.sum;
import static org.shmstress.reports.SampleParts.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.WorkerExit;
import org.shmstress.plan.Coverage;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.RecordWriter;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** Builds run records that look like real ones, and some that no friend would write. */
final class SampleRun {
    static final String MARKUP = "<script>alert(1)</script>";
    static final String HOSTILE_ID = "evil/\"><img src=x onerror=alert(2)>'\u202e" + MARKUP + "../../..";
    static final String LONG = "long <b>" + "x".repeat(10_000);
    static final String REPEAT = "./shmstress repeat results/20260101-0915-c41e ";

    /** Of a test in which two actors store and load. */
    static final List<Expectation> TABLE = List.of(
            new Expectation("0, 0", Expect.INTERESTING, "Both loads overtook both stores."),
            new Expectation("[01], [01]", Expect.ACCEPTABLE, "One actor came first, or they took turns."),
            new Expectation("", Expect.FORBIDDEN, "Not a value that anybody stored."));

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Grade, Integer> counts = new java.util.EnumMap<>(Grade.class);
    private int trials;
    private double clock = 0.4;

    static SampleRun begun() {
        SampleRun run = new SampleRun();
        run.entries.add(new Entry.RunStarted(
                Entry.SCHEMA_VERSION,
                "20260101-0915-c41e",
                "2026-01-01T09:15:00Z",
                "0.1.0",
                List.of("run", "--profile", "default"),
                "default",
                731605429911L,
                40));
        run.entries.add(new Entry.EnvironmentSeen(
                "Linux 6.1.0 (#1 SMP PREEMPT_DYNAMIC)",
                "glibc 2.36",
                "Example CPU 3000 @ 2.1 GHz",
                2,
                8_375_000_000L,
                4_187_000_000L,
                List.of("17.0.13+11, Vendor, /opt/jdk-17", "25.0.1+8, Vendor, /opt/jdk-25"),
                Map.of(
                        "clocksource",
                        "tsc",
                        "thp.shmem",
                        "never",
                        "mitigations",
                        "spectre_v2: Mitigation: IBRS",
                        "cgroup.memory.max",
                        "4294967296")));
        return run;
    }

    /** One of everything. */
    static SampleRun full() {
        SampleRun run = begun();
        for (String name : List.of(
                "StoreBuffering", "StoreBufferingOpaque", "MessagePassing", "LoadBuffering", "CoherenceReadRead")) {
            run.passedOutcomes("ordering/" + name);
        }
        run.manyOutcomes("tearing/MisalignedLong");
        run.failedMutant("defects/D-001", false);
        run.crashed("atomicity/CompareAndSet");
        run.unknown("sync/ByteLog");
        run.skipped("publication/RecordFfm");
        SampleScripts.failedScript(run, "lifecycle/RandomSequences");
        SampleScripts.passedScript(run, "lifecycle/UnlinkWhileMapped");
        run.passedLock("mutex/RobustOwnerKilled");
        SampleHistories.failedQueue(run, "crash/QueueKilled");
        SampleHistories.hostile(run, "evil/Queue");
        SampleChecks.claims(run);
        SampleChecks.conformance(run);
        SampleChecks.regressions(run);
        SampleChecks.hostile(run);
        run.hostile();
        return run;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    RunRecord record() {
        return RunRecord.of(entries);
    }

    /** Logs and a crash file, as workers leave them in their directory. */
    static void leaveFilesOfWorkers(Path run) throws IOException {
        Path workers = Files.createDirectories(run.resolve("workers"));
        for (String name : List.of(
                "w1-17-unsafe.log", "w2 25#100%.log", "worker-4711.log", "worker-4712.log", "hs_err_pid4712.log")) {
            Files.writeString(workers.resolve(name), "as it was printed\n");
        }
    }

    void writeTo(Path directory) {
        try (RecordWriter writer = new RecordWriter(directory)) {
            entries.forEach(writer::write);
        }
    }

    /** A worker JVM that ended by an access past the end of an object. */
    void workerThatEndedUnasked() {
        entries.add(new Entry.WorkerLife(
                4713, 17, "tiered", "jna", 0.4, 0.9, "crashed: SIGBUS (0x7)", "workers/w3-17-jna.log"));
    }

    SampleRun finished(Grade verdict, int exitCode, String reason) {
        entries.add(new Entry.WorkerLife(
                4711, 17, "tiered", "unsafe", 0.2, 12.5, "left orderly", "workers/w1-17-unsafe.log"));
        entries.add(new Entry.WorkerLife(
                4712, 25, "tiered", "unsafe", 0.3, 12.6, "killed on purpose", "workers/w2 25#100%.log"));
        entries.add(new Entry.Covered(false, new Coverage(91, 41, List.of("ffm × placed free"), 5, 0, List.of())));
        entries.add(new Entry.RunFinished(
                verdict, exitCode, reason, Map.copyOf(counts), 1_996_331_612L, 121e6, 184.2, false, List.of()));
        return this;
    }

    SampleRun plan(String id, String kind, String title, List<Expectation> table, boolean mutant, List<String> tags) {
        return plan(id, kind, title, table, mutant, tags, Set.of(JitFreedom.SWAP_STORES));
    }

    SampleRun plan(
            String id,
            String kind,
            String title,
            List<Expectation> table,
            boolean mutant,
            List<String> tags,
            Set<JitFreedom> freedoms) {
        entries.add(new Entry.ScenarioPlanned(
                id,
                kind,
                title,
                "First paragraph of what can go wrong.\nSecond paragraph.",
                tags,
                table,
                freedoms,
                mutant));
        return this;
    }

    void trial(
            String scenario,
            Configuration configuration,
            Grade grade,
            String reason,
            List<Fact> facts,
            Observation seen) {
        String id = String.format("t%04d", ++trials);
        entries.add(new Entry.TrialStarted(id, scenario, configuration, clock));
        clock += 0.9;
        entries.add(new Entry.TrialFinished(
                id,
                scenario,
                configuration,
                grade,
                reason,
                facts,
                grade != Grade.UNKNOWN && grade != Grade.SKIPPED,
                Entry.ObservationLine.of(seen),
                clock,
                0.9,
                REPEAT + id,
                "scenario=" + scenario + ",jdks=17+25,path=" + configuration.accessPath()
                        + ",placement=free,schedule=free,seed=" + configuration.seed() + ",millis=900"));
    }

    void verdict(String scenario, Grade grade, String reason, int trialCount, long samples) {
        counts.merge(grade, 1, Integer::sum);
        entries.add(new Entry.ScenarioFinished(scenario, grade, reason, trialCount, samples, 0.9 * trialCount));
    }

    void passedOutcomes(String id) {
        plan(
                id,
                "outcomes",
                "Each process stores 1, then reads the other's variable.",
                TABLE,
                false,
                List.of("ordering"));
        int run = 0;
        for (String jdks : List.of("17", "25", "17+25")) {
            for (String path : List.of("byte-buffer", "unsafe")) {
                List<OutcomeCount> seen = List.of(
                        outcome("1, 0", 7_918_702 + run * 10_007L),
                        outcome("0, 1", 7_825_540),
                        outcome("0, 0", 421_906L * run),
                        outcome("1, 1", 27));
                trial(
                        id,
                        configuration(jdks, path, run % 2 == 0 ? "free" : "spread", run),
                        Grade.PASSED,
                        "no forbidden outcome in " + sum(seen) + " samples",
                        List.of(),
                        outcomes(seen));
                run++;
            }
        }
        verdict(id, Grade.PASSED, "no forbidden outcome in 96,000,000 samples", run, 96_000_000);
    }

    void manyOutcomes(String id) {
        plan(
                id,
                "outcomes",
                "A long that crosses a cache line is read while it is written.",
                List.of(
                        new Expectation("0|-1", Expect.ACCEPTABLE, "All or nothing."),
                        new Expectation("", Expect.INTERESTING, "Torn.")),
                false,
                List.of());
        List<OutcomeCount> seen = new ArrayList<>(List.of(outcome("0", 5_000_000), outcome("-1", 4_000_000)));
        for (int i = 1; i <= 30; i++) {
            seen.add(outcome(Long.toString((1L << (2 * i)) - 1), 100L * i));
        }
        trial(
                id,
                configuration("17", "unsafe", "free", 0),
                Grade.PASSED,
                "no forbidden outcome",
                List.of(),
                outcomes(seen));
        verdict(id, Grade.PASSED, "no forbidden outcome", 1, sum(seen));
    }

    void failedMutant(String id, boolean calibration) {
        plan(
                id,
                "object",
                "Looks whether the lock is free, then takes it.",
                List.of(),
                true,
                calibration ? List.of(RunRecord.CALIBRATION_TAG) : List.of());
        Observation seen = new Observation.Operations(
                List.of(worker(0, 4711), worker(1, 4712)),
                segment(),
                "RENDEZVOUS",
                20_000,
                20_000,
                19_988,
                12,
                List.of(
                        "operation 4711 of worker 0 began inside operation 88 of worker 1",
                        "owner word changed from 1 to 2 inside the section"),
                401,
                List.of("yields=12"),
                false,
                Optional.of(SampleHistories.ofLock()));
        List<Fact> facts = List.of(
                new Fact("expected", "at most 1 process inside the critical section"),
                new Fact("seen", "2 processes inside, 12 times in 20,000 operations"),
                new Fact("lost updates", "12 of 20,000"));
        trial(
                id,
                configuration("17+25", "unsafe", "spread", 0),
                Grade.FAILED,
                "two processes were inside the critical section 12 times in 20,000 operations",
                facts,
                seen);
        Observation harmless = new Observation.Operations(
                List.of(worker(0, 4711), worker(1, 4712)),
                segment(),
                "FREE",
                20_000,
                20_000,
                20_000,
                0,
                List.of(),
                12,
                List.of(),
                false,
                Optional.empty());
        trial(
                id,
                configuration("17", "unsafe", "free", 1),
                Grade.PASSED,
                "no overlap in 20,000 operations",
                List.of(),
                harmless);
        if (calibration) {
            entries.add(new Entry.ScenarioFinished(id, Grade.FAILED, "caught", 2, 40_000, 1.8));
        } else {
            verdict(
                    id,
                    Grade.FAILED,
                    "two processes were inside the critical section 12 times in 20,000 operations",
                    2,
                    40_000);
        }
    }

    void passedLock(String id) {
        plan(id, "object", "A robust mutex whose owner is killed.", List.of(), false, List.of());
        WorkerExit killed = new WorkerExit(WorkerExit.How.KILLED_ON_PURPOSE, 137, "SIGKILL", Optional.empty());
        Observation seen = new Observation.Operations(
                List.of(
                        new WorkerSeen(
                                0, 4711, "17 /opt/jdk-17", "unsafe", 0x7f00_1000_0000L, 91, 0, Optional.of(killed)),
                        worker(1, 4712)),
                segment(),
                "FREE",
                9_000,
                9_000,
                9_000,
                0,
                List.of(),
                77,
                List.of("EOWNERDEAD=1"),
                false,
                Optional.empty());
        trial(
                id,
                configuration("17", "unsafe", "free", 0),
                Grade.PASSED,
                "mutual exclusion held in 9,000 operations",
                List.of(),
                seen);
        verdict(id, Grade.PASSED, "mutual exclusion held in 9,000 operations", 1, 9_000);
    }

    void crashed(String id) {
        plan(
                id,
                "outcomes",
                "Two processes compare and set one word.",
                List.of(new Expectation("1, 0|0, 1", Expect.ACCEPTABLE, "One wins.")),
                false,
                List.of());
        WorkerExit crash = new WorkerExit(
                WorkerExit.How.CRASHED,
                134,
                "SIGSEGV (0xb) at pc=0x00007f3c",
                Optional.of("workers/hs_err_pid4712.log"));
        Observation seen = new Observation.Nothing(
                List.of(
                        worker(0, 4711),
                        new WorkerSeen(1, 4712, "25 /opt/jdk-25", "unsafe", 0, 0, -1, Optional.of(crash))),
                Observation.Cause.WORKER,
                "worker 1 died of signal 11 (SIGSEGV) while no fault was being injected");
        trial(
                id,
                configuration("25", "unsafe", "free", 0),
                Grade.CRASHED,
                "worker 1 died of signal 11 (SIGSEGV) while no fault was being injected",
                List.of(new Fact("expected", "no worker dies"), new Fact("crash file", "workers/hs_err_pid4712.log")),
                seen);
        verdict(id, Grade.CRASHED, "worker 1 died of signal 11 (SIGSEGV) while no fault was being injected", 1, 0);
    }

    void unknown(String id) {
        plan(id, "outcomes", "Two processes append to one log.", List.of(), false, List.of());
        trial(
                id,
                configuration("17", "byte-buffer", "together", 0),
                Grade.UNKNOWN,
                "no two actors were ever seen to run at the same time (0 of 64 chunks looked at)",
                List.of(),
                outcomes(List.of(outcome("7", 10))));
        verdict(
                id,
                Grade.UNKNOWN,
                "no two actors were ever seen to run at the same time (0 of 64 chunks looked at)",
                1,
                10);
    }

    void skipped(String id) {
        plan(id, "outcomes", "A record is published by release.", List.of(), false, List.of());
        String reason = "needs JDK 22 or later for the FFM access path; give one with --jdk";
        trial(
                id,
                configuration("17", "ffm", "free", 0),
                Grade.SKIPPED,
                reason,
                List.of(),
                new Observation.Nothing(List.of(), Observation.Cause.CANNOT_RUN, reason));
        verdict(id, Grade.SKIPPED, reason, 1, 0);
    }

    /** Every text that a test author, a worker or a crash file can supply, as an attacker would write it. */
    void hostile() {
        String title = MARKUP + " & \"quoted\" 'title' \u202ereversed";
        plan(
                HOSTILE_ID,
                "outcomes",
                title,
                List.of(new Expectation(MARKUP, Expect.ACCEPTABLE, LONG)),
                false,
                List.of(MARKUP));
        WorkerExit exit = new WorkerExit(WorkerExit.How.CRASHED, 134, LONG + MARKUP, Optional.of("../../etc/passwd"));
        WorkerSeen worker = new WorkerSeen(0, 1, MARKUP, MARKUP, 1, 1, 0, Optional.of(exit));
        Configuration configuration =
                new Configuration(MARKUP, List.of(17), MARKUP, List.of(MARKUP), MARKUP, MARKUP, MARKUP, MARKUP, 1, 0);
        Observation seen = new Observation.Outcomes(
                List.of(worker),
                new SegmentSeen(MARKUP, 1, 1),
                3,
                1,
                List.of(outcome(MARKUP, 1), outcome(LONG, 1), outcome("\u0000\ud800", 1)),
                1,
                3,
                1,
                1,
                1,
                1,
                1,
                1,
                1);
        trial(HOSTILE_ID, configuration, Grade.FAILED, MARKUP + "\u0000\ud800", List.of(new Fact(MARKUP, LONG)), seen);
        verdict(HOSTILE_ID, Grade.FAILED, MARKUP + " seen once", 1, 3);
        plan("long/" + LONG, "outcomes", LONG, List.of(), false, List.of());
        verdict("long/" + LONG, Grade.BROKEN, LONG, 0, 0);
    }
}
