package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.fork.ForkFixture.LONG;
import static org.shmstress.fork.ForkFixture.perform;
import static org.shmstress.fork.ForkFixture.spec;
import static org.shmstress.fork.ForkFixture.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;
import org.shmstress.observation.WorkerExit.How;
import org.shmstress.plan.Jvm;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.MessageCodec;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.segment.AccessPath;

class WorkerPoolIT {

    private static final Message.Sample SAMPLE = new Message.Sample(
            new OutcomeTask("", "", 0, 1, List.of(), List.of(), 1, 0, 0, List.of(), 0, 0, 0, 0, 0, 0));

    @TempDir
    Path directory;

    private ForkFixture fixture;
    private WorkerPool pool;

    @BeforeEach
    void start() throws IOException {
        fixture = new ForkFixture(directory, 2);
        pool = fixture.pool;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void lendsAWorkerAgainThatHasOnlySampled() {
        long first = pidOfTrial(worker -> worker.call(SAMPLE, LONG));
        long second = pidOfTrial(worker -> worker.call(SAMPLE, LONG));
        assertEquals(first, second);
        assertEquals(List.of(), fixture.lives);
    }

    @Test
    void lendsNoWorkerAgainThatPerformedFailedStoppedOrWasBusy() {
        assertFresh(worker -> perform(worker, "echo"));
        assertFresh(worker -> worker.call(new Message.Attach("/dev/shm/shmstress-none", 1, 1, 1, 0), LONG));
        assertFresh(worker -> {
            worker.stop();
            worker.cont();
        });
        assertFresh(worker -> worker.send(SAMPLE));
        assertFresh(worker -> worker.kill("was killed as planned"));
    }

    @Test
    void lendsToEachTrialTheKindThatItAsksFor() {
        long buffer = pidOfTrial(worker -> {});
        try (WorkerPool.Lease lease = pool.lease(List.of(spec(AccessPath.UNSAFE)))) {
            assertEquals("unsafe", lease.workers().get(0).hello().accessPath());
            assertNotEquals(buffer, lease.workers().get(0).pid());
        }
        assertEquals(buffer, pidOfTrial(worker -> {}));
    }

    @Test
    void keepsNoMoreIdleWorkersThanAllowedAndEndsTheOldestFirst() {
        List<Long> pids;
        try (WorkerPool.Lease lease = pool.lease(specs(3))) {
            pids = lease.workers().stream().map(WorkerProcess::pid).toList();
        }
        assertEquals(
                List.of(pids.get(0)),
                fixture.lives.stream().map(WorkerLife::pid).toList());
        assertEquals(How.ORDERLY, fixture.lives.get(0).exit().how());
    }

    @Test
    void tellsEachLifeOnceWithTimesAndLog() {
        try (WorkerPool.Lease lease = pool.lease(specs(2))) {
            perform(lease.workers().get(1), "print something");
        }
        pool.close();
        assertEquals(2, fixture.lives.stream().map(WorkerLife::pid).distinct().count());
        assertEquals(2, fixture.lives.size());
        WorkerLife talkative = fixture.lives.get(0);
        assertEquals("workers/worker-" + talkative.pid() + ".log", talkative.log());
        assertEquals("", fixture.lives.get(1).log());
        for (WorkerLife life : fixture.lives) {
            assertEquals(How.ORDERLY, life.exit().how(), life.toString());
            assertTrue(life.endedNanos() - life.startedNanos() > life.startMillis() * 1_000_000);
            assertFalse(ProcessHandle.of(life.pid()).map(ProcessHandle::isAlive).orElse(false));
        }
    }

    @Test
    void closingEndsBusyAndStoppedWorkersToo() {
        List<WorkerProcess> workers = pool.lease(specs(3)).workers();
        workers.get(0).send(new Message.Perform("spin"));
        workers.get(1).stop();
        pool.close();
        assertEquals(3, fixture.lives.size());
        workers.forEach(worker -> assertFalse(worker.isAlive()));
    }

    @Test
    void startsNobodyAfterClosing() {
        pool.close();
        assertThrows(HarnessException.class, () -> pool.lease(specs(1)));
    }

    @Test
    void replacesADeadWorkerByOneOfTheSameKind() {
        try (WorkerPool.Lease lease = pool.lease(specs(2))) {
            WorkerProcess old = lease.workers().get(1);
            old.kill("was killed as planned");
            WorkerProcess fresh = lease.replace(1);
            assertEquals(
                    List.of(fresh.pid()),
                    lease.workers().stream().skip(1).map(WorkerProcess::pid).toList());
            assertNotEquals(old.pid(), fresh.pid());
            assertEquals("echo", perform(fresh, "echo"));
        }
        assertEquals(
                1,
                fixture.lives.stream()
                        .filter(l -> l.exit().how() == How.KILLED_ON_PURPOSE)
                        .count());
    }

    @Test
    void saysWhyAJvmDoesNotStartAndTakesTheOthersBack() throws IOException {
        WorkerSpec broken = fakeJvm("echo 'Unrecognized VM option' >&2; exit 1");
        WorkerLostException e = assertThrows(WorkerLostException.class, () -> pool.lease(List.of(spec(), broken)));
        assertEquals(How.EXITED, e.exit().how());
        assertTrue(e.getMessage().endsWith("last line of its log: Unrecognized VM option"), e.getMessage());
        assertEquals(1, fixture.lives.size());
    }

    @Test
    void endsAWorkerThatTalksNonsense() throws IOException {
        WorkerSpec broken = fakeJvm("echo nonsense >&3; exec sleep 1000");
        WorkerLostException e = assertThrows(WorkerLostException.class, () -> pool.lease(List.of(broken)));
        assertEquals(How.CRASHED, e.exit().how());
        assertEquals(
                "was killed: it sent what is no reply: not a message frame, begins with 0x6e6f6e73",
                e.exit().detail());
    }

    @Test
    void keepsTheLastWordsOfAWorkerThatItKills() throws IOException {
        WorkerSpec broken = fakeJvm("head -c 300000 /dev/zero | tr '\\0' '\\n' >&2; echo 'last words' >&2;"
                + " echo nonsense >&3; exec sleep 1000");
        for (int i = 0; i < 10; i++) {
            WorkerLostException e = assertThrows(WorkerLostException.class, () -> pool.lease(List.of(broken)));
            assertTrue(e.exit().detail().endsWith("last line of its log: last words"), e.getMessage());
        }
    }

    @Test
    void endsAWorkerThatTalksUnasked() throws IOException {
        Files.write(fixture.host.workersDirectory().resolve("frame"), MessageCodec.encode(new Message.Done()));
        WorkerSpec broken = fakeJvm("for i in 1 2 3 4 5 6 7 8 9; do cat frame frame frame >&3; done; exec sleep 1000");
        assertThrows(HarnessException.class, () -> pool.lease(List.of(broken)));
        assertEquals(1, fixture.lives.size());
        assertFalse(ProcessHandle.of(fixture.lives.get(0).pid())
                .map(ProcessHandle::isAlive)
                .orElse(false));
    }

    @Test
    void sixteenWorkersStartSideBySide() {
        List<WorkerProcess> workers = pool.lease(specs(16)).workers();
        workers.forEach(worker -> worker.send(new Message.Perform("echo")));
        workers.forEach(worker -> assertInstanceOf(Response.Replied.class, worker.await(Deadline.in(LONG))));
        assertEquals(16, workers.stream().map(WorkerProcess::pid).distinct().count());
    }

    private WorkerSpec fakeJvm(String script) throws IOException {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new WorkerSpec(new Jvm(directory.resolve("jdk"), 17, "17", "v"), AccessPath.UNSAFE);
    }

    private void assertFresh(Consumer<WorkerProcess> use) {
        long used = pidOfTrial(use);
        assertNotEquals(used, pidOfTrial(worker -> {}));
        assertTrue(fixture.lives.stream().anyMatch(life -> life.pid() == used));
    }

    private long pidOfTrial(Consumer<WorkerProcess> use) {
        try (WorkerPool.Lease lease = pool.lease(specs(1))) {
            WorkerProcess worker = lease.workers().get(0);
            use.accept(worker);
            return worker.pid();
        }
    }
}
