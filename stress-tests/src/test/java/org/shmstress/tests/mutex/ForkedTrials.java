package org.shmstress.tests.mutex;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.shmstress.api.SharedObject;
import org.shmstress.fork.Deadline;
import org.shmstress.fork.Response;
import org.shmstress.fork.WorkerHost;
import org.shmstress.fork.WorkerPool;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.fork.WorkerSpec;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Jvm;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Manifest;
import org.shmstress.segment.PrivateDirectory;
import org.shmstress.segment.Segment;
import org.shmstress.segment.SegmentName;
import org.shmstress.segment.View;
import org.shmstress.verdict.MutualExclusionChecker;
import org.shmstress.verdict.TrialVerdict;
import org.shmstress.worker.operations.OperationEvidence;
import org.shmstress.worker.operations.OperationLayout;

/** Trials of a lock between real worker JVMs on real segments, without the planning and the recording of a run. */
final class ForkedTrials implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private final long runId = System.nanoTime();
    private final Path directory = temporaryDirectory();
    private final Manifest manifest = Manifest.open(runId);
    private final WorkerPool pool = new WorkerPool(host(), 0, life -> {});
    private long trials;

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("shmstress-locks");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkerHost host() {
        return WorkerHost.of(directory, WorkerHost.tag(SegmentName.runText(runId)));
    }

    /** One trial on a fresh segment with fresh workers. */
    Result run(Class<?> type, Jvm jvm, AccessPath path, Schedule schedule, long millis, long seed) {
        SharedObject about = type.getAnnotation(SharedObject.class);
        Layout layout = Layout.of(
                about.workers(),
                OperationLayout.controlBytes(about.workers()),
                about.bytes(),
                OperationLayout.DATA_BYTES);
        List<WorkerSpec> specs = Collections.nCopies(about.workers(), new WorkerSpec(jvm, path));
        try (Segment segment = Segment.create(SegmentName.of(runId, ++trials), layout, manifest)) {
            try (WorkerPool.Lease lease = pool.lease(specs)) {
                long start = System.nanoTime();
                send(lease, segment, worker -> task(type, about, layout, worker, schedule, millis, seed));
                List<OperationReport> reports = reports(lease);
                double seconds = (System.nanoTime() - start) / 1e9;
                return new Result(judged(segment, about, schedule, reports), reports, seconds);
            } finally {
                segment.unlink();
            }
        }
    }

    private void send(WorkerPool.Lease lease, Segment segment, IntFunction<OperationTask> tasks) {
        List<WorkerProcess> workers = lease.workers();
        for (int w = 0; w < workers.size(); w++) {
            Message.Attach attach =
                    new Message.Attach(segment.path().toString(), segment.sizeBytes(), segment.inode(), runId, w);
            workers.get(w).call(attach, Message.Attached.class, BOUND);
        }
        for (int w = 0; w < workers.size(); w++) {
            workers.get(w).send(new Message.Operate(tasks.apply(w)));
        }
    }

    private OperationTask task(
            Class<?> type, SharedObject about, Layout layout, int worker, Schedule schedule, long millis, long seed) {
        String origin = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return new OperationTask(
                origin,
                "",
                type.getName(),
                worker,
                about.workers(),
                schedule.name(),
                20,
                Integer.MAX_VALUE,
                millis,
                seed,
                layout.engineOffset(),
                layout.slotsOffset(),
                about.bytes(),
                PrivateDirectory.of(SegmentName.of(runId, 1)).toString(),
                layout.resultsOffset(),
                false,
                -1,
                List.of(),
                "",
                OperationRecording.LIGHT,
                0);
    }

    private static List<OperationReport> reports(WorkerPool.Lease lease) {
        List<OperationReport> reports = new ArrayList<>();
        for (WorkerProcess worker : lease.workers()) {
            Response response = worker.await(Deadline.in(BOUND));
            if (response instanceof Response.Replied replied) {
                if (replied.reply() instanceof Message.Operated operated) {
                    reports.add(operated.report());
                } else {
                    throw new AssertionError(replied.reply().toString());
                }
            } else if (response instanceof Response.Silent) {
                throw new AssertionError(worker.describe() + " did not answer");
            }
        }
        return reports;
    }

    private static OperationEvidence evidence(View view, Layout layout, int workers) {
        return new OperationEvidence(view, layout.engineOffset(), layout.resultsOffset(), workers);
    }

    private static TrialVerdict judged(
            Segment segment, SharedObject about, Schedule schedule, List<OperationReport> reports) {
        OperationEvidence.Counts counts = segment.read(
                view -> evidence(view, segment.layout(), about.workers()).counts());
        Observation.Operations seen = new Observation.Operations(
                List.of(),
                new Observation.SegmentSeen(segment.name().toString(), segment.inode(), segment.sizeBytes()),
                schedule.name(),
                reports.stream().mapToLong(OperationReport::operations).sum(),
                counts.recordedOperations(),
                counts.protectedSum(),
                counts.violations(),
                reports.stream().flatMap(r -> r.evidence().stream()).toList(),
                counts.contended(),
                reports.stream().flatMap(r -> r.events().stream()).toList(),
                false,
                Optional.empty());
        return MutualExclusionChecker.check(seen);
    }

    @Override
    public void close() {
        pool.close();
        manifest.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Result(TrialVerdict verdict, List<OperationReport> reports, double seconds) {

        Optional<String> fact(String key) {
            return verdict.facts().stream()
                    .filter(f -> f.key().equals(key))
                    .map(f -> f.value())
                    .findFirst();
        }
    }
}
