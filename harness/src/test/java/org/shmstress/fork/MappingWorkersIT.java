package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.shmstress.fork.ForkFixture.LONG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shmstress.plan.Jvm;
import org.shmstress.protocol.Message.Attach;
import org.shmstress.protocol.Message.Attached;
import org.shmstress.protocol.Message.Detach;
import org.shmstress.protocol.Message.Done;
import org.shmstress.protocol.Message.Failed;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.ControlLine;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Manifest;
import org.shmstress.segment.Segment;
import org.shmstress.segment.SegmentName;

class MappingWorkersIT {

    private static final long RUN_ID = 0x70726f63657373L;

    @TempDir
    Path directory;

    private ForkFixture fixture;
    private Manifest manifest;
    private Segment segment;

    @BeforeEach
    void start() throws IOException {
        fixture = new ForkFixture(directory, 4);
        manifest = Manifest.open(RUN_ID);
        segment = Segment.create(SegmentName.of(RUN_ID, System.nanoTime()), Layout.of(4, 4096, 4096, 4096), manifest);
    }

    @AfterEach
    void stop() {
        fixture.close();
        segment.close();
        manifest.close();
    }

    @ParameterizedTest
    @EnumSource
    void workersOfAllJdksMapOneObject(AccessPath path) {
        List<Jvm> jvms = JvmProbe.installed().defaults().stream()
                .filter(jvm -> path.isOn(jvm.feature()))
                .toList();
        assumeFalse(jvms.isEmpty(), "no JDK here has the path");
        try (WorkerPool.Lease lease = fixture.pool.lease(Stream.concat(jvms.stream(), jvms.stream())
                .map(jvm -> new WorkerSpec(jvm, path))
                .toList())) {
            List<WorkerProcess> workers = lease.workers();
            for (int i = 0; i < workers.size(); i++) {
                Attached attached = workers.get(i).call(attach(RUN_ID, i), Attached.class, LONG);
                assertEquals(segment.inode(), attached.inode());
                assertTrue(maps(workers.get(i)).contains(Long.toHexString(attached.mappingAddress()) + "-"));
                assertEquals(ControlLine.State.ATTACHED, segment.acquireState(i));
            }
            assertEquals(
                    workers.size(),
                    workers.stream().map(WorkerProcess::pid).distinct().count());
            workers.forEach(worker -> worker.call(new Detach(), Done.class, LONG));
            workers.forEach(
                    worker -> assertFalse(maps(worker).contains(segment.name().fileName())));
        }
    }

    @Test
    void oldestAndNewestJdkMeetInOneTrial() {
        List<Jvm> jvms = JvmProbe.installed().defaults();
        assumeTrue(jvms.size() > 1, "only one JDK is installed here");
        List<WorkerSpec> specs =
                jvms.stream().map(jvm -> new WorkerSpec(jvm, AccessPath.UNSAFE)).toList();
        try (WorkerPool.Lease lease = fixture.pool.lease(specs)) {
            List<String> versions =
                    lease.workers().stream().map(w -> w.hello().javaVersion()).toList();
            assertEquals(jvms.stream().map(Jvm::version).toList(), versions);
        }
    }

    @Test
    void aWorkerThatMayNotAttachSaysWhyAndLivesOn() {
        try (WorkerPool.Lease lease = fixture.pool.lease(ForkFixture.specs(1))) {
            WorkerProcess worker = lease.workers().get(0);
            Failed failed = assertInstanceOf(Failed.class, worker.call(attach(RUN_ID + 1, 0), LONG));
            assertEquals("Attach", failed.what());
            assertTrue(failed.text().contains("run"), failed.text());
            assertFalse(maps(worker).contains(segment.name().fileName()));
            worker.call(attach(RUN_ID, 0), Attached.class, LONG);
        }
    }

    @Test
    void givingAWorkerBackUnmapsWhatItStillHad() {
        WorkerProcess worker;
        try (WorkerPool.Lease lease = fixture.pool.lease(ForkFixture.specs(1))) {
            worker = lease.workers().get(0);
            worker.call(attach(RUN_ID, 0), Attached.class, LONG);
        }
        assertTrue(worker.isAlive());
        assertFalse(maps(worker).contains(segment.name().fileName()));
    }

    @Test
    void onlyAWorkerOfTheJnaPathLoadsJna() {
        List<AccessPath> paths = List.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE, AccessPath.JNA);
        try (WorkerPool.Lease lease =
                fixture.pool.lease(paths.stream().map(ForkFixture::spec).toList())) {
            IntStream.range(0, 3).forEach(i -> lease.workers().get(i).call(attach(RUN_ID, i), Attached.class, LONG));
            List<Boolean> loaded =
                    lease.workers().stream().map(w -> maps(w).contains("jna")).toList();
            assertEquals(List.of(false, false, true), loaded);
        }
    }

    private Attach attach(long runId, int worker) {
        return new Attach(segment.path().toString(), segment.sizeBytes(), segment.inode(), runId, worker);
    }

    private static String maps(WorkerProcess worker) {
        try {
            return Files.readString(Path.of("/proc/" + worker.pid() + "/maps"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
