package org.shmstress.worker;

import java.util.Optional;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.Message.Attach;
import org.shmstress.protocol.Message.Command;
import org.shmstress.protocol.Message.Detach;
import org.shmstress.protocol.Message.Reply;
import org.shmstress.segment.AccessPath;
import org.shmstress.worker.puppet.PuppetWorker;

/**
 * What a worker can do. Each branch names the class that does it, so that a class is loaded by the first command that needs
 * it: a worker that only samples never loads the puppet, nor JNA.
 */
public final class WorkerCommands implements CommandHandler {

    private final AccessPath path;
    private final MappingOpener opener;
    private Optional<MappedSegment> mapped = Optional.empty();
    private Optional<PuppetWorker> puppet = Optional.empty();

    /** Commands of a worker that reaches memory by this path for all its life. */
    public WorkerCommands(AccessPath path, MappingOpener opener) {
        this.path = path;
        this.opener = opener;
    }

    @Override
    public Reply handle(Command command) throws Exception {
        if (command instanceof Attach attach) {
            return attach(attach);
        }
        if (command instanceof Detach) {
            return detach();
        }
        if (command instanceof Message.Perform perform) {
            return new Message.Performed(puppet().perform(perform.step()));
        }
        throw new UnsupportedOperationException("this worker has no " + command.getClass().getSimpleName());
    }

    private PuppetWorker puppet() {
        PuppetWorker same = puppet.orElseGet(() -> new PuppetWorker(path));
        puppet = Optional.of(same);
        return same;
    }

    private Reply attach(Attach attach) throws Exception {
        if (mapped.isPresent()) {
            throw new IllegalStateException("attach " + attach.path() + ": another segment is still attached");
        }
        MappedSegment segment = opener.open(attach, path);
        mapped = Optional.of(segment);
        return new Message.Attached(segment.address(), segment.inode());
    }

    private Reply detach() {
        mapped.ifPresent(MappedSegment::close);
        mapped = Optional.empty();
        return new Message.Done();
    }
}
