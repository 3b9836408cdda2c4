package org.shmstress.properties.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.posix.Errno.ENOENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.fork.WorkerHost;
import org.shmstress.fork.WorkerPool;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Placement;
import org.shmstress.plan.Trial;
import org.shmstress.posix.SharedMemory;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.protocol.Schedule;
import org.shmstress.run.script.ScriptTrials;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptExploration;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.SegmentName;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Judge;
import org.shmstress.verdict.TrialVerdict;

/** The rows of the table on real processes. */
class ConformanceIT {

    private static final long RUN_ID = 0x5c41f9L << 32 | ProcessHandle.current().pid();

    /** Steps per row that are lied about; each lie runs the row again. */
    private static final int STEPS = 2;

    /** One row in so many is lied to; all of them would take minutes. */
    private static final int STRIDE = 5;

    /** Of the 510 rows of tiers 1 and 2 so many are checked on any machine that the rows are meant for. */
    private static final int LEAST_AS_ROOT = 450;

    private static final int LEAST = 400;
    private static final int LEAST_BETWEEN_PROCESSES = 250;

    @TempDir
    private Path directory = Path.of("");

    private Optional<WorkerPool> pool = Optional.empty();
    private Optional<ScriptTrials> trials = Optional.empty();

    @BeforeEach
    void opensAPool() throws IOException {
        Path workers = Files.createDirectory(directory.resolve("workers"));
        WorkerHost host = WorkerHost.of(workers, WorkerHost.tag(SegmentName.runText(RUN_ID)));
        pool = Optional.of(new WorkerPool(host, 0, life -> {}));
        trials = Optional.of(new ScriptTrials(pool.get(), RUN_ID));
    }

    @AfterEach
    void leavesNoObjectBehind() throws IOException {
        trials.ifPresent(ScriptTrials::close);
        pool.ifPresent(WorkerPool::close);
        try (Stream<Path> objects = Files.list(SharedMemory.DIRECTORY)) {
            List<Path> left = objects.filter(p -> p.toString().contains(SegmentName.runText(RUN_ID)))
                    .toList();
            assertEquals(List.of(), left);
        }
    }

    @Test
    void everyRowThatCanBeCheckedHereHoldsAndMostCanBe() {
        TreeMap<String, String> wrong = new TreeMap<>();
        Set<String> due = new TreeSet<>();
        Set<String> betweenProcesses = new TreeSet<>();
        Map<String, Promise> promises = Promises.all();
        for (Checks.Check check : Checks.all().values()) {
            String id = check.row().value();
            seen(check, Optional.empty()).ifPresent(scripts -> {
                TrialVerdict verdict = Judge.judge(scenario(check, Optional.empty()), scripts);
                if (verdict.grade() != Grade.PASSED) {
                    wrong.put(id, verdict.reason());
                } else if (Objects.requireNonNull(promises.get(id)).isDue()) {
                    due.add(id);
                    if (scripts.workers().size() > 1) {
                        betweenProcesses.add(id);
                    }
                }
            });
        }
        assertEquals(new TreeMap<>(), wrong);
        int least = Probes.isRoot() ? LEAST_AS_ROOT : LEAST;
        assertTrue(due.size() >= least, () -> "only " + due.size() + " rows of tiers 1 and 2 were checked");
        assertTrue(
                betweenProcesses.size() >= LEAST_BETWEEN_PROCESSES,
                () -> "only " + betweenProcesses.size() + " of them between processes");
    }

    /** A lie may be one that a right check cannot tell, as in a loop that waits for a state; so all kinds are told of a step. */
    @Test
    void rowsObjectToWrongAnswers() {
        Random random = new Random(42);
        List<String> believed = new ArrayList<>();
        int told = 0;
        List<Checks.Check> all = List.copyOf(Checks.all().values());
        for (int row = 0; row < all.size(); row += STRIDE) {
            Checks.Check check = all.get(row);
            List<Integer> ruled = seen(check, Optional.empty()).stream()
                    .flatMap(scripts -> scripts.sample().stream())
                    .flatMap(ConformanceIT::ruledSteps)
                    .toList();
            for (int lie = 0; lie < STEPS && !ruled.isEmpty(); lie++) {
                int step = lie == 0 ? ruled.get(ruled.size() - 1) : ruled.get(random.nextInt(ruled.size()));
                told++;
                if (Stream.of(Liar.Lie.values()).noneMatch(kind -> objects(check, step, kind))) {
                    believed.add(check.row().value() + " believed wrong answers to step " + step);
                }
            }
        }
        assertEquals(List.of(), believed);
        assertTrue(told >= all.size() / STRIDE, "only " + told + " steps were lied about");
    }

    private boolean objects(Checks.Check check, int step, Liar.Lie kind) {
        Scripts scripts =
                seen(check, Optional.of(runner -> new Liar(runner, step, kind))).orElseThrow();
        return scripts.failing().isPresent();
    }

    /** The numbers of steps whose answers a check has ruled on by what they answered. */
    private static Stream<Integer> ruledSteps(ScriptTrace trace) {
        return trace.steps().stream()
                .filter(s -> !s.allowed().equals(List.of("(anything)")))
                .filter(s -> !s.step().contains(": begin ") && !s.step().contains(": loop "))
                .filter(s -> !s.step().endsWith(": kill") && !s.step().endsWith(": fork"))
                .map(StepSeen::number);
    }

    @Test
    void aKilledWorkerIsReplacedForTheNextRow() {
        Scripts killed = perform((runner, seed, budget) -> observation(runner.lead(dialogue -> {
            Scene scene = new Scene(dialogue);
            scene.a().create(scene.name("x"), 4096);
            scene.a().kill();
            scene.b().open(scene.name("x"));
        })));
        assertEquals(Optional.empty(), killed.failing());
        Scripts next = perform((runner, seed, budget) -> observation(runner.lead(dialogue -> {
            Scene scene = new Scene(dialogue);
            scene.a().create(scene.name("x"), 4096);
        })));
        assertEquals(Optional.empty(), next.failing());
    }

    @Test
    void aThreadThatNeverReturnsGoesWithItsWorkerAndNothingElse() {
        Scripts stuck = perform((runner, seed, budget) -> observation(runner.lead(dialogue -> {
            Scene scene = new Scene(dialogue);
            scene.a().call("sem_init", scene.a().scratch(0), 0, 0).returns(0);
            scene.a().begin("sem_wait", scene.a().scratch(0)).isBlocked();
        })));
        assertEquals(Optional.empty(), stuck.failing());
        Scripts next = perform((runner, seed, budget) -> observation(runner.lead(dialogue -> {
            Scene scene = new Scene(dialogue);
            scene.a().has(scene.a().scratch(0), 0);
        })));
        assertEquals(Optional.empty(), next.failing());
        assertFalse(stuck.workers().get(0).pid() == next.workers().get(0).pid());
    }

    @Test
    void aRowThatFailsLeavesNothingToTheNext() {
        Scripts failed = perform((runner, seed, budget) -> observation(runner.lead(dialogue -> {
            Scene scene = new Scene(dialogue);
            try {
                Fd fd = scene.a().create(scene.name("x"), 4096);
                scene.a().putInt(scene.a().map(fd, 4096), 1);
                scene.a().putInt(scene.a().scratch(8), 1);
                scene.a().call("getpid").returns(0);
            } catch (Objection expected) {
                // The trace says it.
            }
        })));
        assertTrue(failed.failing().isPresent());
        Scripts next = perform((runner, seed, budget) -> observation(runner.lead(dialogue -> {
            Scene scene = new Scene(dialogue);
            scene.a().has(scene.a().scratch(8), 0);
            scene.b().call("shm_open", scene.name("x"), 2, 0).fails(ENOENT);
        })));
        assertEquals(Optional.empty(), next.failing());
    }

    /** Everybody sleeps at the mutex, which a third process keeps, as they would at a condition whose signals get lost. */
    @Test
    @Timeout(300)
    void relayThatStallsIsNoticedAndEnds() {
        boolean[] stalled = new boolean[1];
        Scripts seen = perform((runner, seed, budget) -> observation(runner.lead(dialogue -> {
            Scene scene = new Scene(dialogue);
            scene.a().create(scene.name("x"), 4096);
            Area words = new Area("relay", 0, 0);
            for (Party party : List.of(scene.a(), scene.b(), scene.d())) {
                party.map(party.open(scene.name("x")), 4096, words.handle());
            }
            scene.d().call("pthread_mutexattr_init", scene.d().scratch(0)).returns(0);
            scene.d()
                    .call("pthread_mutexattr_setpshared", scene.d().scratch(0), 1)
                    .returns(0);
            scene.d().call("pthread_mutex_init", words, scene.d().scratch(0)).returns(0);
            scene.d().call("pthread_mutex_lock", words).returns(0);
            Relay relay = new Relay(words, words.at(128), words.at(256), words.at(384), words.at(448), words.at(512));
            stalled[0] = relay.stalls(scene, List.of(scene.a(), scene.b()));
        })));
        assertTrue(stalled[0], seen::toString);
        assertEquals(Optional.empty(), seen.failing());
    }

    private static Scripts observation(ScriptTrace trace) {
        return new Scripts(
                List.of(),
                1,
                trace.steps().size(),
                List.of("seen"),
                Optional.of(trace).filter(t -> !t.agrees()),
                Optional.empty(),
                Optional.of(trace).filter(ScriptTrace::agrees),
                List.of());
    }

    /** Empty where the machine lacks what the row needs. */
    private Optional<Scripts> seen(Checks.Check check, Optional<UnaryOperator<ScriptRunner>> lie) {
        try {
            return Optional.of(perform(scenario(check, lie).exploration()));
        } catch (CannotRunException e) {
            assertTrue(
                    Stream.of(Capability.values())
                            .anyMatch(c -> String.valueOf(e.getMessage()).contains(c.missing())),
                    e::getMessage);
            return Optional.empty();
        }
    }

    private static ScriptTest scenario(Checks.Check check, Optional<UnaryOperator<ScriptRunner>> lie) {
        ScriptExploration exploration = (runner, seed, budget) ->
                Conformance.explore(check, lie.map(liar -> liar.apply(runner)).orElse(runner));
        return test(exploration);
    }

    private static ScriptTest test(ScriptExploration exploration) {
        return new ScriptTest(
                "conformance/x",
                "",
                "",
                Set.of(),
                Scene.WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER),
                exploration,
                true);
    }

    private Scripts perform(ScriptExploration exploration) {
        Jvm jvm = new Jvm(
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"));
        Trial trial = new Trial(
                "t0001",
                "conformance/x",
                0,
                Mode.PROCESSES,
                Collections.nCopies(Scene.WORKERS, jvm),
                Collections.nCopies(Scene.WORKERS, Jit.TIERED),
                AccessPath.BYTE_BUFFER,
                Placement.FREE,
                Schedule.FREE,
                42,
                1_000);
        return trials.orElseThrow().perform(test(exploration), trial);
    }
}
