package org.shmstress.tests.mutex;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.spi.SliceMemory;
import org.shmstress.protocol.Message;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Mapping;
import org.shmstress.segment.WorkerMemory;
import org.shmstress.worker.WorkerLoop;
import org.shmstress.worker.operations.OperationWorker;

/** A worker that can attach and operate. */
final class LockWorker {

    private LockWorker() {}

    public static void main(String[] args) throws Exception {
        AccessPath path = AccessPath.valueOf(args[0]);
        SliceMemory.install(new WorkerMemory(path));
        Deque<Mapping> mapped = new ArrayDeque<>();
        WorkerLoop.run(path.label(), command -> {
            if (command instanceof Message.Attach at) {
                mapped.push(Mapping.attach(Path.of(at.path()), at.sizeBytes(), at.inode(), at.runId(), path));
                return new Message.Attached(mapped.element().address(), mapped.element().inode());
            }
            if (command instanceof Message.Operate operate) {
                Mapping mapping = mapped.element();
                return new Message.Operated(
                        new OperationWorker(mapping.view(), mapping.control(), mapping.abortWord(), operate.task()).run());
            }
            mapped.remove().close();
            return new Message.Done();
        });
    }
}
