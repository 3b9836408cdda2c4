package org.shmstress.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.shmstress.HarnessException;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.fork.WorkerHost;
import org.shmstress.fork.WorkerPool;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.fork.WorkerSpec;
import org.shmstress.lift.Lifter;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Placement;
import org.shmstress.plan.SettingTable;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.Schedule;
import org.shmstress.protocol.Setting;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.CacheDirectory;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Manifest;
import org.shmstress.segment.Segment;
import org.shmstress.segment.SegmentName;
import org.shmstress.worker.sampling.ControlPage;

/**
 * How long it takes from the fork of the first worker until every worker has taken a sample: many workers that start side by side,
 * the actors of one test after the other's, each such group on a segment of its own.
 */
public final class StartTrial {
    private static final Duration QUICK = Duration.ofSeconds(60);

    private final OutcomeTest test;
    private final Actors actors;
    private final List<Setting> settings;
    private final Layout layout;
    private final Path directory;

    /**
     * Lifts the test and starts two workers, so that what is made once and kept is there: it is no part of a start.
     *
     * @param directory an existing one, for the workers' logs
     */
    public StartTrial(Jvm jvm, OutcomeTest test, Path directory) {
        this.test = test;
        this.directory = directory;
        Trial trial = new Trial(
                "start",
                test.id(),
                0,
                Mode.PROCESSES,
                Collections.nCopies(test.actors(), jvm),
                Collections.nCopies(test.actors(), Jit.TIERED),
                AccessPath.UNSAFE,
                Placement.FREE,
                Schedule.FREE,
                1,
                1);
        this.actors = Actors.of(trial, test, new Lifter(CacheDirectory.of("lifted")));
        this.settings = List.of(
                SettingTable.forTest(test.actors(), actors.jar().cells()).get(0));
        this.layout = actors.layout(ControlPage.BYTES, settings);
        nanos(1);
    }

    /**
     * Starts so many groups of workers and ends them again.
     *
     * @return nanoseconds from the fork of the first worker until the last group had its first samples
     */
    public long nanos(int groups) {
        long run = RandomGenerator.getDefault().nextLong();
        WorkerHost host = WorkerHost.of(directory, WorkerHost.tag(SegmentName.runText(run)));
        // All may wait for another trial, so that they end side by side with the pool, and not each with the lease.
        WorkerPool pool =
                new WorkerPool(host, groups * test.actors(), life -> {}, Optional.of(CacheDirectory.of("archives")));
        long nanos;
        try (Manifest manifest = Manifest.open(run);
                pool) {
            nanos = nanos(pool, groups, run, manifest);
        }
        pool.makeArchives().forEach(complaint -> System.err.println("shmstress: " + complaint));
        return nanos;
    }

    private long nanos(WorkerPool pool, int groups, long run, Manifest manifest) {
        long start = System.nanoTime();
        List<Segment> segments = new ArrayList<>();
        List<WorkerSpec> specs = Collections.nCopies(groups, WorkerSpec.of(actors.trial())).stream()
                .flatMap(List::stream)
                .toList();
        try (WorkerPool.Lease lease = pool.lease(specs)) {
            for (int g = 0; g < groups; g++) {
                Segment segment = Segment.create(SegmentName.of(run, g + 1), layout, manifest);
                segments.add(segment);
                attach(group(lease.workers(), g), segment, run);
            }
            return lastFirstSample(lease.workers(), segments) - start;
        } finally {
            segments.forEach(Segment::close);
        }
    }

    private List<WorkerProcess> group(List<WorkerProcess> workers, int group) {
        return workers.subList(group * test.actors(), (group + 1) * test.actors());
    }

    /** Maps the segment into all workers, then removes its name. */
    static void attach(List<WorkerProcess> workers, Segment segment, long run) {
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i)
                    .call(
                            new Message.Attach(segment.path().toString(), segment.sizeBytes(), segment.inode(), run, i),
                            Message.Attached.class,
                            QUICK);
        }
        segment.unlink();
    }

    private long lastFirstSample(List<WorkerProcess> workers, List<Segment> segments) {
        List<Message.Command> commands = actors.commands(
                layout,
                new Actors.Work(settings, List.of(), Runtime.getRuntime().availableProcessors(), 1, 1));
        List<Message.Command> all = Collections.nCopies(segments.size(), commands).stream()
                .flatMap(List::stream)
                .toList();
        Team.Result result = new Team(workers, () -> segments.forEach(Segment::releaseAbort))
                .run(
                        all,
                        Watchdog.after(
                                QUICK,
                                worker -> segments.get(worker / test.actors()).opaqueProgress(worker % test.actors())));
        List<Message.Reply> replies = result.replies()
                .orElseThrow(() -> new HarnessException("a worker that was started did not sample: "
                        + Trouble.of(List.of(), workers, result).reason()));
        return Actors.reports(replies).stream()
                .mapToLong(OutcomeReport::firstSampleNanos)
                .max()
                .orElseThrow();
    }
}
