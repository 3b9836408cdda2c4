package org.shmstress.properties.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.fork.JvmProbe;
import org.shmstress.fork.WorkerHost;
import org.shmstress.fork.WorkerPool;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Placement;
import org.shmstress.plan.Trial;
import org.shmstress.posix.SharedMemory;
import org.shmstress.properties.PropertyScenarios;
import org.shmstress.protocol.Schedule;
import org.shmstress.run.script.ScriptTrials;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.Selection;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.SegmentName;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Judge;
import org.shmstress.verdict.TrialVerdict;

/** The scenarios of this package on real worker JVMs. */
class LifecycleIT {

    private static final long RUN_ID = 0x5c41f7L << 32 | ProcessHandle.current().pid();

    @TempDir
    private Path directory = Path.of("");

    private Optional<WorkerPool> opened = Optional.empty();

    private WorkerPool pool() throws IOException {
        if (opened.isEmpty()) {
            Path workers = Files.createDirectory(directory.resolve("workers"));
            WorkerHost host = WorkerHost.of(workers, WorkerHost.tag(SegmentName.runText(RUN_ID)));
            opened = Optional.of(new WorkerPool(host, 0, life -> {}));
        }
        return opened.get();
    }

    @AfterEach
    void leavesNoObjectBehind() throws IOException {
        opened.ifPresent(WorkerPool::close);
        try (Stream<Path> objects = Files.list(SharedMemory.DIRECTORY)) {
            List<Path> left = objects.filter(p -> p.toString().contains(SegmentName.runText(RUN_ID)))
                    .toList();
            assertEquals(List.of(), left);
        }
    }

    private record Case(ScriptTest scenario, AccessPath path, Jvm jvm) {
        @Override
        public String toString() {
            return scenario.id() + " " + path.label();
        }
    }

    static Stream<Case> everyScenarioOnEachOfItsPaths() {
        return new PropertyScenarios()
                .scenarios(new Selection(List.of())).stream()
                        .filter(scenario -> scenario.subject().equals("lifecycle")
                                && !scenario.tags().contains("with-controls"))
                        .map(ScriptTest.class::cast)
                        .filter(scenario -> !scenario.keepsWorkers())
                        .flatMap(scenario -> scenario.paths().stream()
                                .flatMap(path -> jvmWith(path).map(jvm -> new Case(scenario, path, jvm))));
    }

    @ParameterizedTest
    @MethodSource
    void everyScenarioOnEachOfItsPaths(Case each) throws IOException {
        // Until a witness turns up: a busy host takes its time.
        Scripts seen = run(each, Duration.ofSeconds(5));
        for (int i = 0; seen.witness().isEmpty() && seen.failing().isEmpty() && i < 6; i++) {
            seen = run(each, Duration.ofSeconds(20));
        }
        TrialVerdict verdict = Judge.judge(each.scenario(), seen);
        assertEquals(Grade.PASSED, verdict.grade(), verdict::toString);
        long processes = seen.workers().stream().map(WorkerSeen::pid).distinct().count();
        assertEquals(each.scenario().workers(), processes);
    }

    private Scripts run(Case each, Duration budget) throws IOException {
        List<Jvm> jvms = Collections.nCopies(each.scenario().workers(), each.jvm());
        Trial trial = new Trial(
                "t0001",
                each.scenario().id(),
                0,
                Mode.PROCESSES,
                jvms,
                Collections.nCopies(jvms.size(), Jit.TIERED),
                each.path(),
                Placement.FREE,
                Schedule.FREE,
                42,
                budget.toMillis());
        try (ScriptTrials trials = new ScriptTrials(pool(), RUN_ID)) {
            return trials.perform(each.scenario(), trial);
        }
    }

    /** The running JDK, else another one that is installed, else none. */
    private static Stream<Jvm> jvmWith(AccessPath path) {
        return Stream.concat(Stream.of(thisJvm()), JvmProbe.installed().jvms().stream())
                .filter(jvm -> path.isOn(jvm.feature()))
                .limit(1);
    }

    private static Jvm thisJvm() {
        return new Jvm(
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"));
    }
}
