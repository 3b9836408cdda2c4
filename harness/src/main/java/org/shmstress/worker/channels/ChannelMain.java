package org.shmstress.worker.channels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Mapping;
import org.shmstress.worker.channels.Conversation.Flow;
import org.shmstress.worker.channels.Conversation.Trips;

/**
 * One of two processes that send each other messages, for {@code shmstress bench channels}. The second is started first and says
 * {@code ready ADDRESS} once it can be reached there; the first is given that address and says {@code ready 0}. Then lines are answered:
 *
 * <pre>
 * latency S M     roundtrips N C P50 P99   sent S bytes and had them back N times in M milliseconds; median and 99th percentile, ns
 * echo S          echoed N C               the other side of that
 * stream S M      streamed N C T           sent N messages of S bytes, about M milliseconds; all had arrived after T nanoseconds
 * sink S          drained N C              the other side of that
 * </pre>
 *
 * <p>C is the part of the time in which the process had a CPU.
 */
public final class ChannelMain {

    private ChannelMain() {}

    /**
     * Answers until the end of the input.
     *
     * @param args kind, {@code first} or {@code second}, directory, the second's address, and for the segment its file, size, inode, run
     */
    public static void main(String[] args) throws IOException {
        ChannelKind kind = ChannelKind.of(args[0]).orElseThrow();
        boolean first = args[1].equals("first");
        if (!kind.isInSegment()) {
            try (Conversation conversation = kernel(kind, first, Path.of(args[2]), args[3])) {
                converse(conversation);
            }
            return;
        }
        try (Mapping mapping = Mapping.attach(
                Path.of(args[4]),
                Long.parseLong(args[5]),
                Long.parseLong(args[6]),
                Long.parseLong(args[7]),
                AccessPath.BYTE_BUFFER)) {
            ByteBuffer bytes = (ByteBuffer) mapping.region();
            int offset = Math.toIntExact(mapping.layout().slotsOffset());
            say("ready 0");
            converse(Conversation.inSegment(bytes, mapping.address(), offset, kind, first));
        }
    }

    private static void say(String line) {
        PrintStream answers = System.out;
        answers.println(line);
        answers.flush();
    }

    private static Conversation kernel(ChannelKind kind, boolean first, Path directory, String address)
            throws IOException {
        if (kind == ChannelKind.PIPE) {
            say("ready 0");
            return Conversation.overPipes(directory, first);
        }
        Path name = directory.resolve("socket");
        boolean tcp = kind == ChannelKind.TCP;
        if (first) {
            Conversation conversation =
                    tcp ? Conversation.connected(Integer.parseInt(address)) : Conversation.connected(name);
            say("ready 0");
            return conversation;
        }
        ServerSocketChannel server = tcp ? KernelStream.listen() : KernelStream.listen(name);
        say("ready " + (tcp ? server.socket().getLocalPort() : 0));
        return Conversation.accepted(server);
    }

    private static void converse(Conversation conversation) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            int size = Integer.parseInt(words[1]);
            say(
                    switch (words[0]) {
                        case "latency" -> told(conversation.roundTrips(size, Long.parseLong(words[2])));
                        case "echo" -> "echoed " + told(conversation.echo(size));
                        case "stream" -> {
                            Flow flow = conversation.send(size, Long.parseLong(words[2]));
                            yield "streamed " + told(flow) + " " + flow.nanos();
                        }
                        case "sink" -> "drained " + told(conversation.take(size));
                        default -> throw new IllegalArgumentException(line);
                    });
        }
    }

    private static String told(Trips trips) {
        return "roundtrips " + trips.count() + " " + trips.cpuShare() + " " + trips.medianNanos() + " "
                + trips.p99Nanos();
    }

    private static String told(Flow flow) {
        return flow.count() + " " + flow.cpuShare();
    }
}
