package org.shmstress.worker.sampling;

import java.nio.file.Path;
import java.util.Optional;
import org.shmstress.api.spi.SliceMemory;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.MessageCodec;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Mapping;
import org.shmstress.segment.WorkerMemory;

/**
 * The least process that can run one actor: attaches, samples, reports, detaches, until its input ends. Its argument is the access
 * path.
 */
public final class ActorProcess {

    private ActorProcess() {}

    public static void main(String[] args) throws Exception {
        AccessPath path = AccessPath.valueOf(args[0]);
        WorkerMemory slices = new WorkerMemory(path);
        SliceMemory.install(slices);
        for (Optional<Message> next = MessageCodec.read(System.in);
                next.isPresent();
                next = MessageCodec.read(System.in)) {
            run(
                    (Message.Attach) next.get(),
                    (Message.Sample) MessageCodec.read(System.in).orElseThrow(),
                    path,
                    slices);
        }
    }

    private static void run(Message.Attach attach, Message.Sample sample, AccessPath path, WorkerMemory slices)
            throws Exception {
        try (Mapping mapping =
                Mapping.attach(Path.of(attach.path()), attach.sizeBytes(), attach.inode(), attach.runId(), path)) {
            Pin.toCpuOf(attach.workerIndex());
            SamplingWorker.Place place = SamplingWorker.Place.in(mapping, attach.workerIndex(), slices);
            OutcomeReport report = new SamplingWorker(place, sample.task()).run();
            System.out.write(MessageCodec.encode(new Message.Sampled(report)));
            System.out.flush();
        }
    }
}
