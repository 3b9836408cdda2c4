package org.shmstress.properties.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.fork.WorkerHost;
import org.shmstress.fork.WorkerPool;
import org.shmstress.fork.WorkerSpec;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.plan.Jvm;
import org.shmstress.posix.PageSize;
import org.shmstress.posix.SharedMemory;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.posixmodel.ReferenceModel;
import org.shmstress.run.script.RunObjectNames;
import org.shmstress.run.script.ScriptSession;
import org.shmstress.run.script.WorkerPuppet;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.SegmentName;

/** Properties on real worker JVMs, few tries each; the same workers serve all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchesIT {

    private static final long RUN_ID = 0x5c41f8L << 32 | ProcessHandle.current().pid();
    private static final int TRIES = 40;

    @TempDir
    private Path directory = Path.of("");

    private WorkerPool pool;
    private WorkerPool.Lease lease;
    private List<WorkerPuppet> puppets;

    @BeforeAll
    void startsWorkers() throws IOException {
        Path workers = Files.createDirectory(directory.resolve("workers"));
        WorkerHost host = WorkerHost.of(workers, WorkerHost.tag(SegmentName.runText(RUN_ID)));
        pool = new WorkerPool(host, 0, life -> {});
        lease = pool.lease(Collections.nCopies(3, new WorkerSpec(thisJvm(), AccessPath.BYTE_BUFFER)));
        puppets =
                IntStream.range(0, 3).mapToObj(i -> new WorkerPuppet(lease, i)).toList();
    }

    @AfterAll
    void leavesNoObjectBehind() throws IOException {
        lease.close();
        pool.close();
        try (Stream<Path> objects = Files.list(SharedMemory.DIRECTORY)) {
            List<Path> left = objects.filter(p -> p.toString().contains(SegmentName.runText(RUN_ID)))
                    .toList();
            assertEquals(List.of(), left);
        }
    }

    static Stream<Search> agreesWithThisMachine() {
        return Searches.all();
    }

    @ParameterizedTest
    @MethodSource
    void agreesWithThisMachine(Search search) {
        Scripts seen = explore(search, right(), TRIES);
        assertTrue(seen.failing().isEmpty(), seen::toString);
        assertEquals(TRIES, seen.tries());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "NAME_KEPT_AFTER_UNLINK",
                "SIZE_UNCHANGED_BY_TRUNCATE",
                "OFFSET_ROUNDED_DOWN",
                "SEAL_IGNORED",
                "SECOND_EXCLUSIVE_CREATOR_WINS"
            })
    void findsADefectOfTheModelAndShrinksIt(Defect defect) {
        ScriptTrace minimal = minimal(defect);
        assertFalse(minimal.agrees());
        assertTrue(minimal.steps().size() <= 6, minimal::script);
    }

    @Test
    void aFailingScriptIsAnsweredAlikeTwentyTimesOfTwenty() throws IOException {
        ScriptTrace minimal = minimal(Defect.OFFSET_ROUNDED_DOWN);
        Path file = Files.writeString(directory.resolve("minimal.txt"), minimal.script());
        ScriptSession session = session(Defect.OFFSET_ROUNDED_DOWN.in(right()));
        for (int time = 0; time < 20; time++) {
            ScriptTrace again = session.run(Script.parse(Files.readString(file)));
            assertEquals(said(minimal, StepSeen::answer), said(again, StepSeen::answer));
            assertEquals(said(minimal, StepSeen::agrees), said(again, StepSeen::agrees));
        }
    }

    private static <T> List<T> said(ScriptTrace trace, Function<StepSeen, T> what) {
        return trace.steps().stream().map(what).toList();
    }

    private ScriptTrace minimal(Defect defect) {
        Scripts seen = explore(defect.finder(), defect.in(right()), 5_000);
        return seen.failing().orElseThrow(() -> new AssertionError("not found in " + seen.tries()));
    }

    private Scripts explore(Search search, ReferenceModel model, int tries) {
        return search.explore(session(model), 1, Duration.ofMinutes(5), tries);
    }

    private ReferenceModel right() {
        return new PosixModel(puppets.stream().map(WorkerPuppet::traits).toList(), PageSize.bytes());
    }

    private ScriptSession session(ReferenceModel model) {
        return new ScriptSession(puppets, model, new RunObjectNames(RUN_ID));
    }

    private static Jvm thisJvm() {
        return new Jvm(
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"));
    }
}
