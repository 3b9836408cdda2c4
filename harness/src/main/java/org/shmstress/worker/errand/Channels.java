package org.shmstress.worker.errand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.shmstress.HarnessException;
import org.shmstress.posix.Memory;
import org.shmstress.worker.channels.ChannelKind;
import org.shmstress.worker.channels.Conversation;
import org.shmstress.worker.channels.Conversation.Flow;
import org.shmstress.worker.channels.Conversation.Trips;
import org.shmstress.worker.errand.Holdings.Area;

/**
 * The two ends of channels between workers. Each is opened at its first use, and stays open until everything is given back; those in the
 * segment lie one behind the other, by the order of their kinds.
 */
final class Channels {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PER_MILLE = 1_000;

    private final Map<ChannelKind, Conversation> open = new EnumMap<>(ChannelKind.class);

    /** Round trips, then a stream. */
    Figures first(Assignment sent) throws IOException, InterruptedException {
        Conversation conversation = conversation(sent, true);
        int size = (int) sent.number(3);
        long millis = sent.number(4);
        Trips trips = conversation.roundTrips(size, millis);
        Flow flow = conversation.send(size, millis);
        return Figures.of("round-trips", trips.count())
                .and("p50-nanos", trips.medianNanos())
                .and("p99-nanos", trips.p99Nanos())
                .and("bytes-per-second", (long) (flow.count() * (double) size * 1e9 / flow.nanos()))
                .and("cpu-per-mille", (long) (Math.min(trips.cpuShare(), flow.cpuShare()) * PER_MILLE))
                .and("interpreted", isInterpreted());
    }

    /** The other end of that. */
    Figures second(Assignment sent) throws IOException, InterruptedException {
        Conversation conversation = conversation(sent, false);
        int size = (int) sent.number(3);
        Flow echoed = conversation.echo(size);
        Flow taken = conversation.take(size);
        return Figures.of("echoed", echoed.count())
                .and("taken", taken.count())
                .and("cpu-per-mille", (long) (Math.min(echoed.cpuShare(), taken.cpuShare()) * PER_MILLE))
                .and("interpreted", isInterpreted());
    }

    private static boolean isInterpreted() {
        return System.getProperty("java.vm.info", "").contains("interpreted");
    }

    private Conversation conversation(Assignment sent, boolean first) throws IOException, InterruptedException {
        ChannelKind kind = ChannelKind.of(sent.word(1)).orElseThrow(() -> sent.unknown(1));
        if (open.isEmpty()) {
            sent.holdings().atRelease(this::closeAll);
        }
        Conversation known = open.get(kind);
        if (known != null) {
            return known;
        }
        Path directory = Path.of(sent.word(2));
        Conversation opened =
                kind.isInSegment() ? inSegment(sent.area(0), kind, first) : kernel(kind, directory, first);
        open.put(kind, opened);
        return opened;
    }

    private static Conversation inSegment(Area area, ChannelKind kind, boolean first) {
        int offset = kind.ordinal() * Conversation.SEGMENT_BYTES;
        return Conversation.inSegment(
                Memory.buffer(area.address(), area.lengthBytes()), area.address(), offset, kind, first);
    }

    private static Conversation kernel(ChannelKind kind, Path directory, boolean first)
            throws IOException, InterruptedException {
        if (kind == ChannelKind.PIPE) {
            return Conversation.overPipes(directory, first);
        }
        Path socket = directory.resolve("socket");
        Path port = directory.resolve("port");
        if (kind == ChannelKind.UNIX) {
            return first ? connected(socket) : Conversation.listening(socket);
        } else if (first) {
            awaitThat(port);
            return Conversation.connected(Integer.parseInt(Files.readString(port)));
        }
        ServerSocketChannel server = Conversation.listening();
        Path draft = Files.writeString(
                directory.resolve("draft"), Integer.toString(server.socket().getLocalPort()));
        Files.move(draft, port, StandardCopyOption.ATOMIC_MOVE);
        return Conversation.accepted(server);
    }

    /** The name is there a moment before anybody listens. */
    private static Conversation connected(Path socket) throws IOException, InterruptedException {
        awaitThat(socket);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return Conversation.connected(socket);
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(1);
            }
        }
    }

    private static void awaitThat(Path file) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file)) {
            if (System.nanoTime() > end) {
                throw new HarnessException("the other end of the channel did not make " + file);
            }
            Thread.sleep(1);
        }
    }

    private void closeAll() {
        open.values().forEach(Channels::close);
        open.clear();
    }

    private static void close(Conversation conversation) {
        try {
            conversation.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
