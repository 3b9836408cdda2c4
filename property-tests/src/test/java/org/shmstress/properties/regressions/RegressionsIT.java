package org.shmstress.properties.regressions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.fork.JvmProbe;
import org.shmstress.fork.WorkerHost;
import org.shmstress.fork.WorkerPool;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Placement;
import org.shmstress.plan.Trial;
import org.shmstress.posix.SharedMemory;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.protocol.Schedule;
import org.shmstress.run.script.ScriptTrials;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.SegmentName;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Judge;
import org.shmstress.verdict.TrialVerdict;

/** Every row on real workers: what is seen on this machine is in order, or documented for its versions. */
@Timeout(600)
class RegressionsIT {

    private static final long RUN_ID = 0x5c41f9L << 32 | ProcessHandle.current().pid();

    @TempDir
    private static Path directory = Path.of("");

    private static Optional<WorkerPool> pool = Optional.empty();
    private static Optional<ScriptTrials> trials = Optional.empty();

    @BeforeAll
    static void open() throws IOException {
        Path workers = Files.createDirectory(directory.resolve("workers"));
        WorkerHost host = WorkerHost.of(workers, WorkerHost.tag(SegmentName.runText(RUN_ID)));
        WorkerPool opened = new WorkerPool(host, 0, life -> {});
        pool = Optional.of(opened);
        trials = Optional.of(new ScriptTrials(opened, RUN_ID));
    }

    @AfterAll
    static void leavesNoObjectBehind() throws IOException {
        trials.ifPresent(ScriptTrials::close);
        pool.ifPresent(WorkerPool::close);
        try (Stream<Path> objects = Files.list(SharedMemory.DIRECTORY)) {
            List<Path> left = objects.filter(p -> p.toString().contains(SegmentName.runText(RUN_ID)))
                    .toList();
            assertEquals(List.of(), left);
        }
    }

    static Stream<String> isInOrderOrDocumented() {
        return Regressions.scenarios().stream().map(Scenario::id);
    }

    @ParameterizedTest
    @MethodSource
    void isInOrderOrDocumented(String id) {
        ScriptTest row = (ScriptTest) Regressions.scenarios().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
        TrialVerdict verdict = Judge.judge(row, seen(row));
        assertEquals(Grade.PASSED, verdict.grade(), verdict::toString);
        assertTrue(verdict.witness(), verdict::toString);
    }

    private static Scripts seen(ScriptTest row) {
        try {
            return trials.orElseThrow().perform(row, trial(row));
        } catch (CannotRunException e) {
            return abort(e.getMessage());
        }
    }

    private static Trial trial(ScriptTest row) {
        Jvm jvm = JvmProbe.named(Path.of(System.getProperty("java.home")));
        AccessPath path = row.paths().contains(AccessPath.UNSAFE) ? AccessPath.UNSAFE : AccessPath.BYTE_BUFFER;
        return new Trial(
                "t1",
                row.id(),
                0,
                Mode.PROCESSES,
                Collections.nCopies(row.workers(), jvm),
                Collections.nCopies(row.workers(), Jit.TIERED),
                path,
                Placement.FREE,
                Schedule.FREE,
                1,
                2_000);
    }
}
