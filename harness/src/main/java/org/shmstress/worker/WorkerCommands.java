package org.shmstress.worker;

import java.nio.file.Path;
import java.util.Optional;
import org.shmstress.api.spi.SliceMemory;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Message.Attach;
import org.shmstress.protocol.Message.Command;
import org.shmstress.protocol.Message.Detach;
import org.shmstress.protocol.Message.Operate;
import org.shmstress.protocol.Message.Reply;
import org.shmstress.protocol.Message.Sample;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.ControlLine;
import org.shmstress.segment.Incarnation;
import org.shmstress.segment.Mapping;
import org.shmstress.segment.ThreadMemory;
import org.shmstress.worker.operations.HistoryWorker;
import org.shmstress.worker.operations.OperationWorker;
import org.shmstress.worker.puppet.PuppetWorker;
import org.shmstress.worker.sampling.ActorThreads;
import org.shmstress.worker.sampling.SamplingWorker;

/**
 * What a worker can do. Each branch names the class that does it, so that a class is loaded by the first command that needs
 * it: a worker that only samples never loads the puppet, nor JNA.
 */
public final class WorkerCommands implements CommandHandler {

    private final AccessPath path;
    private Optional<Attachment> attached = Optional.empty();
    private Optional<ThreadMemory> slices = Optional.empty();
    private Optional<PuppetWorker> puppet = Optional.empty();
    private Optional<ActorThreads> threads = Optional.empty();

    /** A segment in use and this worker's line in it. */
    private record Attachment(Mapping mapping, ControlLine line) {}

    /** Work on mapped memory. */
    @FunctionalInterface
    private interface Work {
        Reply run(Mapping mapping) throws Exception;
    }

    /** Commands of a worker that reaches memory by this path for all its life. */
    public WorkerCommands(AccessPath path) {
        this.path = path;
    }

    @Override
    public Reply handle(Command command) throws Exception {
        if (command instanceof Attach attach) {
            return attach(attach);
        }
        if (command instanceof Detach) {
            return detach();
        }
        if (command instanceof Sample sample) {
            return onSegment(command, m -> {
                SamplingWorker.Place place =
                        SamplingWorker.Place.in(m, sample.task().actor(), slices().ofThisThread());
                return new Message.Sampled(new SamplingWorker(place, sample.task()).run());
            });
        }
        if (command instanceof Message.Enlist enlist) {
            return new Message.Enlisted(threads().enlist(enlist.actors()));
        }
        if (command instanceof Message.Race race) {
            return onSegment(command, m -> new Message.Raced(threads().race(m, slices(), race.tasks())));
        }
        if (command instanceof Operate operate) {
            return onSegment(command, m -> {
                slices();
                return new Message.Operated(
                        operate.task().operations().isEmpty()
                                ? new OperationWorker(m.view(), m.control(), m.abortWord(), operate.task()).run()
                                : new HistoryWorker(m.view(), m.control(), m.abortWord(), operate.task()).run());
            });
        }
        if (command instanceof Message.Perform perform) {
            return new Message.Performed(puppet().perform(perform.step()));
        }
        throw new UnsupportedOperationException(
                "this worker has no " + command.getClass().getSimpleName());
    }

    private PuppetWorker puppet() {
        PuppetWorker same = puppet.orElseGet(() -> new PuppetWorker(path));
        puppet = Optional.of(same);
        return same;
    }

    private ActorThreads threads() {
        ActorThreads same = threads.orElseGet(ActorThreads::new);
        threads = Optional.of(same);
        return same;
    }

    private Reply attach(Attach attach) {
        if (attached.isPresent()) {
            throw new IllegalStateException("cannot attach " + attach.path() + ": another segment is still attached");
        }
        Mapping mapping =
                Mapping.attach(Path.of(attach.path()), attach.sizeBytes(), attach.inode(), attach.runId(), path);
        ControlLine line = mapping.controlLine(attach.workerIndex());
        Incarnation self = Incarnation.self();
        line.releaseAttached(self.pid(), self.startTicks());
        attached = Optional.of(new Attachment(mapping, line));
        return new Message.Attached(mapping.address(), mapping.inode());
    }

    private Reply detach() {
        attached.ifPresent(attachment -> attachment.mapping().close());
        attached = Optional.empty();
        return new Message.Done();
    }

    /** Where the test's slices come from: installed once, before the first test is loaded. */
    private ThreadMemory slices() {
        ThreadMemory memory = slices.orElseGet(() -> new ThreadMemory(path));
        if (slices.isEmpty()) {
            SliceMemory.install(memory);
            slices = Optional.of(memory);
        }
        return memory;
    }

    /** Runs work on the attached segment; the control line tells the parent how far it has come, even after a crash. */
    private Reply onSegment(Command command, Work work) throws Exception {
        Attachment attachment = attached.orElseThrow(
                () -> new IllegalStateException(command.getClass().getSimpleName() + " needs an attached segment"));
        attachment.line().releaseState(ControlLine.State.RUNNING);
        try {
            Reply reply = work.run(attachment.mapping());
            attachment.line().releaseState(ControlLine.State.DONE);
            return reply;
        } catch (Throwable t) {
            attachment.line().releaseError(t.toString());
            attachment.line().releaseState(ControlLine.State.FAILED);
            throw t;
        }
    }
}
