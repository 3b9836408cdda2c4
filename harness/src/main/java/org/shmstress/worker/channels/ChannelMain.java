package org.shmstress.worker.channels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Mapping;

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
 * <p>C is the part of the time in which the process had a CPU: one that polls has less than all of it only where there are too few CPUs.
 *
 * <p>A message begins and ends with its number, which whoever gets it checks; number -1 ends a measurement.
 */
public final class ChannelMain {

    private static final int ACKNOWLEDGEMENT_BYTES = 16;
    private static final int MOST_SAMPLES = 1 << 20;
    private static final int BYTES_PER_CLOCK = 16 * 1024;
    private static final long LAST = -1;

    private final ByteStream stream;

    private ChannelMain(ByteStream stream) {
        this.stream = stream;
    }

    /**
     * Answers until the end of the input.
     *
     * @param args kind, {@code first} or {@code second}, directory, the second's address, and for the segment its file, size, inode, run
     */
    public static void main(String[] args) throws IOException {
        ChannelKind kind = ChannelKind.of(args[0]).orElseThrow();
        boolean first = args[1].equals("first");
        if (!kind.isInSegment()) {
            try (ByteStream stream = kernel(kind, first, Path.of(args[2]), args[3])) {
                new ChannelMain(stream).converse();
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
            new ChannelMain(new SegmentStream(bytes, mapping.address(), offset, kind, first)).converse();
        }
    }

    private static void say(String line) {
        PrintStream answers = System.out;
        answers.println(line);
        answers.flush();
    }

    private static ByteStream kernel(ChannelKind kind, boolean first, Path directory, String address)
            throws IOException {
        if (kind == ChannelKind.PIPE) {
            say("ready 0");
            return KernelStream.pipes(directory, first);
        }
        Path name = directory.resolve("socket");
        boolean tcp = kind == ChannelKind.TCP;
        if (first) {
            ByteStream stream = tcp ? KernelStream.connect(Integer.parseInt(address)) : KernelStream.connect(name);
            say("ready 0");
            return stream;
        }
        ServerSocketChannel server = tcp ? KernelStream.listen() : KernelStream.listen(name);
        say("ready " + (tcp ? server.socket().getLocalPort() : 0));
        return KernelStream.accept(server);
    }

    private void converse() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            ByteBuffer message = direct(Integer.parseInt(words[1]));
            CpuShare share = new CpuShare();
            say(
                    switch (words[0]) {
                        case "latency" -> latency(message, Long.parseLong(words[2]), share);
                        case "echo" -> "echoed " + echo(message) + " " + share.now();
                        case "stream" -> stream(message, Long.parseLong(words[2]), share);
                        case "sink" -> "drained " + sink(message) + " " + share.now();
                        default -> throw new IllegalArgumentException(line);
                    });
        }
    }

    /** CPU time of this thread to the time that has passed. */
    private static final class CpuShare {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private final long cpuNanos = THREADS.getCurrentThreadCpuTime();
        private final long nanos = System.nanoTime();

        double now() {
            return (double) (THREADS.getCurrentThreadCpuTime() - cpuNanos) / (System.nanoTime() - nanos);
        }
    }

    private String latency(ByteBuffer message, long millis, CpuShare share) throws IOException {
        long[] nanos = new long[MOST_SAMPLES];
        int count = 0;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long before;
        do {
            before = System.nanoTime();
            send(message, count);
            receive(message, count);
            nanos[count++] = System.nanoTime() - before;
        } while (count < MOST_SAMPLES && before < end);
        send(message, LAST);
        receive(message, LAST);
        double cpu = share.now();
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return "roundtrips " + count + " " + cpu + " " + sorted[count / 2] + " " + sorted[(int) (count * 0.99)];
    }

    private long echo(ByteBuffer message) throws IOException {
        for (long expected = 0; ; expected++) {
            long number = receive(message, expected);
            send(message, number);
            if (number == LAST) {
                return expected;
            }
        }
    }

    private String stream(ByteBuffer message, long millis, CpuShare share) throws IOException {
        int perClock = Math.max(1, BYTES_PER_CLOCK / message.capacity());
        long count = 0;
        long begin = System.nanoTime();
        long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            for (int i = 0; i < perClock; i++) {
                send(message, count++);
            }
        } while (System.nanoTime() < end);
        send(message, LAST);
        receive(direct(ACKNOWLEDGEMENT_BYTES), count);
        return "streamed " + count + " " + share.now() + " " + (System.nanoTime() - begin);
    }

    private long sink(ByteBuffer message) throws IOException {
        long count = 0;
        while (receive(message, count) != LAST) {
            count++;
        }
        send(direct(ACKNOWLEDGEMENT_BYTES), count);
        return count;
    }

    private static ByteBuffer direct(int sizeBytes) {
        return ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.nativeOrder());
    }

    private void send(ByteBuffer message, long number) throws IOException {
        message.clear();
        message.putLong(0, number);
        message.putLong(message.capacity() - Long.BYTES, number);
        stream.write(message);
    }

    private long receive(ByteBuffer message, long expected) throws IOException {
        message.clear();
        stream.read(message);
        long first = message.getLong(0);
        long last = message.getLong(message.capacity() - Long.BYTES);
        if (first != last || (first != expected && first != LAST)) {
            throw new IOException(
                    "expected was message " + expected + ", what came begins with " + first + " and ends with " + last);
        }
        return first;
    }
}
