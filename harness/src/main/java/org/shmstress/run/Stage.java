package org.shmstress.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.shmstress.fork.WorkerPool;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.fork.WorkerSpec;
import org.shmstress.observation.Observation.RegionSeen;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Placement;
import org.shmstress.plan.Trial;
import org.shmstress.posix.Threads;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Mode;
import org.shmstress.segment.Layout;
import org.shmstress.segment.PrivateDirectory;
import org.shmstress.segment.Segment;

/**
 * The workers of one trial on one segment of its own, attached and placed.
 *
 * <p>The segment loses its name as soon as all workers have it mapped: from then on not even a killed parent leaves anything in
 * the shared-memory file system.
 */
final class Stage implements AutoCloseable {

    private static final Duration QUICK = Duration.ofSeconds(60);

    private final WorkerPool.Lease lease;
    private final Segment segment;
    private final long runNumber;
    private final List<Integer> allowedCpus;
    private final List<Message.Attached> attached = new ArrayList<>();
    private final List<Integer> cpus = new ArrayList<>();

    private Stage(WorkerPool.Lease lease, Segment segment, long runNumber, List<Integer> allowedCpus) {
        this.lease = lease;
        this.segment = segment;
        this.runNumber = runNumber;
        this.allowedCpus = allowedCpus;
    }

    /**
     * Leases, creates, attaches, places.
     *
     * @throws org.shmstress.fork.WorkerLostException if a worker died meanwhile
     */
    static Stage set(Workplace workplace, Machine machine, Trial trial, Layout layout) {
        Stage stage = setNamed(workplace, machine, trial, layout);
        stage.segment.unlink();
        return stage;
    }

    /** As {@link #set}, but the segment keeps its name until the stage is closed, so that workers can be replaced. */
    static Stage setNamed(Workplace workplace, Machine machine, Trial trial, Layout layout) {
        List<WorkerSpec> specs = WorkerSpec.of(trial);
        WorkerPool.Lease lease = workplace.pool().lease(specs);
        try {
            Segment segment = Segment.create(workplace.nextName(), layout, workplace.manifest());
            Stage stage = new Stage(lease, segment, workplace.runNumber(), machine.allowedCpus());
            try {
                stage.attach();
                stage.place(stage.actorThreads(trial, layout), placement(trial));
                return stage;
            } catch (RuntimeException e) {
                stage.segment.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private static Placement placement(Trial trial) {
        return trial.schedule() == Schedule.ONE_CPU ? Placement.TOGETHER : trial.placement();
    }

    private void attach() {
        for (int i = 0; i < workers().size(); i++) {
            attached.add(attach(i, workers().get(i)));
        }
    }

    private Message.Attached attach(int index, WorkerProcess worker) {
        Message.Attach command =
                new Message.Attach(segment.path().toString(), segment.sizeBytes(), segment.inode(), runNumber, index);
        return worker.call(command, Message.Attached.class, QUICK);
    }

    /** Puts another process in the place of a dead one, attached and placed as that was. */
    WorkerProcess replace(int index) {
        WorkerProcess fresh = lease.replace(index);
        attached.set(index, attach(index, fresh));
        pin(fresh.hello().threadId(), cpus.get(index));
        return fresh;
    }

    /** The kernel's ids of the threads that actors will run on: one per process, or all in one. */
    private List<Long> actorThreads(Trial trial, Layout layout) {
        if (trial.mode() == Mode.PROCESSES) {
            return workers().stream().map(w -> w.hello().threadId()).toList();
        }
        return workers()
                .get(0)
                .call(new Message.Enlist(layout.workers()), Message.Enlisted.class, QUICK)
                .threadIds();
    }

    private void place(List<Long> threads, Placement placement) {
        for (int i = 0; i < threads.size(); i++) {
            int cpu = placement == Placement.FREE || allowedCpus.isEmpty()
                    ? -1
                    : allowedCpus.get(placement == Placement.TOGETHER ? 0 : i % allowedCpus.size());
            cpus.add(cpu);
            pin(threads.get(i), cpu);
        }
    }

    private void pin(long thread, int cpu) {
        if (!allowedCpus.isEmpty()) {
            Threads.setAffinity(thread, set(cpu < 0 ? allowedCpus : List.of(cpu)));
        }
    }

    private static BitSet set(List<Integer> cpus) {
        BitSet set = new BitSet();
        cpus.forEach(set::set);
        return set;
    }

    List<WorkerProcess> workers() {
        return lease.workers();
    }

    Segment segment() {
        return segment;
    }

    /** Where an object whose matter is files has them; there only if it made use of that. */
    Path directory() {
        return PrivateDirectory.of(segment.name());
    }

    SegmentSeen segmentSeen() {
        return new SegmentSeen(
                segment.name().posixName(),
                segment.inode(),
                segment.sizeBytes(),
                Layout.VERSION,
                segment.layout().regions().stream()
                        .map(r -> new RegionSeen(r.name(), r.offset(), r.sizeBytes(), r.writer()))
                        .toList(),
                List.of());
    }

    /** The CPU of a worker's one actor; threads of one worker each have their own. */
    private int cpu(int worker) {
        return cpus.size() == workers().size() ? cpus.get(worker) : -1;
    }

    /** The workers with what they said when they attached, and how they ended if they did. */
    List<WorkerSeen> seen() {
        List<WorkerSeen> seen = new ArrayList<>();
        for (int i = 0; i < workers().size(); i++) {
            seen.add(seen(i, workers().get(i), Optional.of(attached.get(i)), cpu(i)));
        }
        return seen;
    }

    /** Workers of a trial that came to nothing. */
    static List<WorkerSeen> seen(List<WorkerProcess> workers) {
        List<WorkerSeen> seen = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            seen.add(seen(i, workers.get(i), Optional.empty(), -1));
        }
        return seen;
    }

    private static WorkerSeen seen(int index, WorkerProcess worker, Optional<Message.Attached> attached, int cpu) {
        return new WorkerSeen(
                index,
                worker.pid(),
                worker.jvm().feature() + " " + worker.jvm().home(),
                worker.path().label(),
                attached.map(Message.Attached::mappingAddress).orElse(0L),
                attached.map(Message.Attached::inode).orElse(0L),
                cpu,
                worker.exit());
    }

    /** Gives the workers back; whoever still has the segment mapped is detached or ended by the pool. */
    @Override
    public void close() {
        try {
            lease.close();
        } finally {
            segment.close();
            PrivateDirectory.remove(directory());
        }
    }
}
