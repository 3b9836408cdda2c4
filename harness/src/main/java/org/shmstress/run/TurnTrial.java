package org.shmstress.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.shmstress.fork.ProcessStat;
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
import org.shmstress.posix.Threads;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Schedule;
import org.shmstress.protocol.Setting;
import org.shmstress.scenario.Expectations;
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
 * An outcome test whose workers sample by turns with somebody else on the same CPUs: they start once and are stopped while it is
 * not their turn. Each {@link #begin} is a trial of its own, on a segment of its own, with an explorer that knows nothing yet.
 */
public final class TurnTrial implements AutoCloseable {

    /** Nothing may take as long: the owner ends the trial, not the time. */
    static final long MILLIS = Duration.ofHours(1).toMillis();

    private static final Duration DETACH_BOUND = Duration.ofSeconds(60);

    private final OutcomeTest test;
    private final Actors actors;
    private final List<Setting> settings;
    private final Layout layout;
    private final long run = RandomGenerator.getDefault().nextLong();
    private final Manifest manifest;
    private final WorkerPool pool;
    private final WorkerPool.Lease lease;
    private final List<Integer> cpus = Threads.affinity(0).stream().boxed().toList();
    private final ExecutorService gatherer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "turns");
        thread.setDaemon(true);
        return thread;
    });
    private final long startNanos;
    private long segments;

    /**
     * Lifts the test and starts its workers, each on a CPU of its own where there are enough.
     *
     * @param directory an existing one, for the workers' logs
     */
    public TurnTrial(Jvm jvm, OutcomeTest test, Path directory) {
        this.test = test;
        Trial trial = new Trial(
                "turns",
                test.id(),
                0,
                Mode.PROCESSES,
                Collections.nCopies(test.actors(), jvm),
                Collections.nCopies(test.actors(), Jit.TIERED),
                AccessPath.UNSAFE,
                Placement.SPREAD,
                Schedule.FREE,
                1,
                MILLIS);
        this.actors = Actors.of(trial, test, new Lifter(CacheDirectory.of("lifted")));
        this.settings = SettingTable.forTest(test.actors(), actors.jar().cells());
        this.layout = actors.layout(ControlPage.BYTES, settings);
        this.manifest = Manifest.open(run);
        this.pool = new WorkerPool(
                WorkerHost.of(directory, WorkerHost.tag(SegmentName.runText(run))),
                0,
                life -> {},
                Optional.of(CacheDirectory.of("archives")));
        try {
            long start = System.nanoTime();
            this.lease = pool.lease(WorkerSpec.of(trial));
            this.startNanos = System.nanoTime() - start;
            place();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void place() {
        for (int i = 0; i < workers().size(); i++) {
            BitSet one = new BitSet();
            one.set(cpus.get(i % cpus.size()));
            Threads.setAffinity(workers().get(i).hello().threadId(), one);
        }
    }

    List<WorkerProcess> workers() {
        return lease.workers();
    }

    /** How many workers there are. */
    public int count() {
        return workers().size();
    }

    /** How long they took from the fork of the first until the last one was ready. */
    public long startNanos() {
        return startNanos;
    }

    /** CPU time that all workers have taken in their lives, in milliseconds, by ticks of 10. */
    public long cpuMillis() {
        return workers().stream()
                .mapToLong(worker -> ProcessStat.cpuMillis(worker.pid()))
                .sum();
    }

    String id() {
        return test.id();
    }

    /**
     * Begins a trial; it is the workers' turn.
     *
     * @param seed seed of every random choice
     * @return once the first samples are taken
     * @throws org.shmstress.HarnessException if a worker fails
     */
    public Turns begin(long seed) {
        Segment segment = Segment.create(SegmentName.of(run, ++segments), layout, manifest);
        try {
            StartTrial.attach(workers(), segment, run);
            List<Message.Command> commands = actors.commands(
                    layout,
                    new Actors.Work(settings, Expectations.interesting(test.expectations()), cpus.size(), 0, seed));
            return Turns.begin(this, segment, commands, gatherer);
        } catch (RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    /** Once the workers have answered. */
    void detach(Segment segment) {
        workers().forEach(w -> w.call(new Message.Detach(), Message.Done.class, DETACH_BOUND));
        segment.close();
    }

    /** Ends the workers, whether it is their turn or not. */
    @Override
    public void close() {
        try {
            pool.close();
        } finally {
            gatherer.shutdownNow();
            manifest.close();
        }
    }
}
