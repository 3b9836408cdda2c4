package org.shmstress.fork;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.MessageCodec;

/** What one worker said, read by a thread of its own, so that many workers can be awaited by one. */
final class Inbox {

    /** A reply, or the end of the stream with what was wrong with it, if anything. */
    record Arrival(Optional<Message.Reply> reply, String complaint) {}

    /** One command has one reply, so nothing honest ever fills this; a worker that babbles is stopped by it. */
    private static final int CAPACITY = 16;

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(CAPACITY);

    private Inbox() {}

    static Inbox start(String name, InputStream frames) {
        Inbox inbox = new Inbox();
        Thread reader = new Thread(() -> inbox.read(frames), "shmstress-inbox-" + name);
        reader.setDaemon(true);
        reader.start();
        return inbox;
    }

    /** The next arrival, or empty if none came in time. */
    Optional<Arrival> await(Deadline deadline) throws InterruptedException {
        return Optional.ofNullable(arrivals.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
    }

    private void read(InputStream frames) {
        String complaint = "";
        try (InputStream in = new BufferedInputStream(frames)) {
            Optional<Message> message = MessageCodec.read(in);
            while (message.isPresent() && arrivals.offer(new Arrival(Optional.of((Message.Reply) message.get()), ""))) {
                message = MessageCodec.read(in);
            }
            complaint = message.isPresent() ? "it sent replies that nobody asked for" : "";
        } catch (EOFException died) {
            complaint = "";
        } catch (IOException | ClassCastException e) {
            complaint = "it sent what is no reply: " + e.getMessage();
        }
        Arrival end = new Arrival(Optional.empty(), complaint);
        if (!arrivals.offer(end)) {
            // Full of what nobody asked for. A reply that is still waiting otherwise is honest, and may be the last of
            // a worker that left.
            arrivals.clear();
            arrivals.add(end);
        }
    }
}
