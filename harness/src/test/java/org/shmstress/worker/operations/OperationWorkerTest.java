package org.shmstress.worker.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shmstress.HarnessException;
import org.shmstress.api.SharedLock;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.PrivateDirectory;
import org.shmstress.segment.SegmentName;
import org.shmstress.segment.View;

/** The workload between two threads over one buffer; between processes it is tried together with the bundled locks. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OperationWorkerTest {

    private static final long DATA = OperationLayout.controlBytes(2);
    private static final long OBJECT = DATA + OperationLayout.DATA_BYTES;

    private static final Path DIRECTORY = PrivateDirectory.of(SegmentName.of(78, 1));

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect((int) OBJECT + 4096).order(ByteOrder.nativeOrder());
    private final View view = new View(new BufferAccess(), memory, 0);
    private final AbortWord abort = new AbortWord(view.access(), memory, OBJECT + 2048);

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void correctLockKeepsTheSumsAndTheBooks(Schedule schedule) {
        List<OperationReport> reports = run(RightLock.class, schedule, 100, 60_000);
        OperationEvidence.Counts counts = evidence().counts();
        assertEquals(reports.get(0).operations() + reports.get(1).operations(), counts.recordedOperations());
        assertEquals(counts.recordedOperations(), counts.protectedSum());
        assertEquals(0, counts.violations());
        assertEquals(100, reports.get(0).bursts());
        assertEquals(Phase.DONE, evidence().phase(1));
    }

    @Test
    void bothWorkersDoTheSameNumberOfOperationsGivenBySeed() {
        List<OperationReport> reports = run(RightLock.class, Schedule.FREE, 50, 60_000);
        assertEquals(reports.get(0).operations(), reports.get(1).operations());
        assertTrue(reports.get(0).operations() > 50 * 20, "no burst was longer than the shortest");
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void lockThatLetsEverybodyInIsCaughtAndEndsTheTrial(Schedule schedule) {
        run(NoLock.class, schedule, Integer.MAX_VALUE, 60_000);
        OperationEvidence.Counts counts = evidence().counts();
        assertTrue(
                counts.violations() > 0 || counts.protectedSum() != counts.recordedOperations(),
                "nothing seen: " + counts);
    }

    @Test
    void violationIsReportedWithItsSection() {
        List<OperationReport> reports = run(NoLock.class, Schedule.RENDEZVOUS, Integer.MAX_VALUE, 60_000);
        assertFalse(
                reports.get(0).evidence().isEmpty() && reports.get(1).evidence().isEmpty());
        for (OperationReport report : reports) {
            assertEquals(report.violations() > 0, report.firstViolationOperation() >= 0);
        }
    }

    @Test
    void timeEndsTheTrial() {
        List<OperationReport> reports = run(RightLock.class, Schedule.FREE, Integer.MAX_VALUE, 1);
        assertEquals(reports.get(0).bursts(), reports.get(1).bursts());
    }

    @Test
    void abortFreesTheWorkerAtTheRendezvousOfAStuckPartner() {
        CompletableFuture<OperationReport> free = start(task(StuckLock.class, 1, Schedule.FREE, 10, 60_000));
        CompletableFuture<OperationReport> stuck = start(task(StuckLock.class, 0, Schedule.FREE, 10, 60_000));
        OperationEvidence evidence = evidence();
        while (evidence.phase(1) != Phase.QUIET || evidence.phase(0) != Phase.LOCKING) {
            Thread.onSpinWait();
        }
        assertTrue(
                evidence.whereabouts().get(0).contains("waits for the lock"),
                evidence.whereabouts().get(0));
        abort.releaseAbort(AbortWord.BY_OWNER);
        assertEquals(0, free.join().bursts());
        StuckLock.letIn = true;
        assertEquals(1, stuck.join().bursts());
    }

    @Test
    void constructorWithoutSliceIsNamed() {
        CompletableFuture<OperationReport> worker = start(task(NoConstructor.class, 0, Schedule.FREE, 1, 1000));
        ExecutionException failure = assertThrows(ExecutionException.class, worker::get);
        assertTrue(failure.getCause() instanceof HarnessException);
        assertTrue(failure.getCause().getMessage().contains("public constructor that takes one Slice"));
    }

    @Test
    void workerThatFailsFreesTheOthers() {
        CompletableFuture<OperationReport> failing = start(task(NoConstructor.class, 0, Schedule.FREE, 1, 60_000));
        CompletableFuture<OperationReport> waiting = start(task(NoConstructor.class, 1, Schedule.FREE, 1, 60_000));
        assertEquals(0, waiting.join().operations());
        assertThrows(ExecutionException.class, failing::get);
        assertEquals(AbortWord.BY_WORKER, abort.acquireReason());
    }

    private OperationEvidence evidence() {
        return new OperationEvidence(view, 0, DATA, 2);
    }

    private List<OperationReport> run(Class<?> type, Schedule schedule, int bursts, long millis) {
        List<CompletableFuture<OperationReport>> running = new ArrayList<>();
        for (int worker = 0; worker < 2; worker++) {
            running.add(start(task(type, worker, schedule, bursts, millis)));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<OperationReport> start(OperationTask task) {
        CompletableFuture<OperationReport> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(new OperationWorker(view, view, abort, task).run());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static OperationTask task(Class<?> type, int worker, Schedule schedule, int bursts, long millis) {
        String origin = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return new OperationTask(
                origin,
                "",
                type.getName(),
                worker,
                2,
                schedule.name(),
                20,
                bursts,
                millis,
                42,
                0,
                OBJECT,
                64,
                DIRECTORY.toString(),
                DATA,
                false,
                -1,
                List.of(),
                "",
                OperationRecording.LIGHT,
                0);
    }

    /** A lock that is right. */
    public static class RightLock implements SharedLock {
        private final Slice word;

        public RightLock(Slice word) {
            this.word = word;
        }

        @Override
        public void lock(int process) {
            while (!word.compareAndSetInt(0, 0, 1)) {
                Thread.yield();
            }
        }

        @Override
        public void unlock(int process) {
            word.putIntRelease(0, 0);
        }
    }

    /** No lock at all. */
    public static final class NoLock implements SharedLock {

        public NoLock(Slice word) {}

        @Override
        public void lock(int process) {}

        @Override
        public void unlock(int process) {}
    }

    /** Never lets worker 0 in until told. */
    public static final class StuckLock extends RightLock {
        static volatile boolean letIn;

        public StuckLock(Slice word) {
            super(word);
        }

        @Override
        public void lock(int process) {
            while (process == 0 && !letIn) {
                Thread.yield();
            }
            super.lock(process);
        }
    }

    /** Cannot be made. */
    public static final class NoConstructor implements SharedLock {

        @Override
        public void lock(int process) {}

        @Override
        public void unlock(int process) {}
    }
}
