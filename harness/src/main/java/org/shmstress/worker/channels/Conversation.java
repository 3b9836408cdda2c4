package org.shmstress.worker.channels;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One of two sides that send each other messages, in turn or one after the other. A message begins and ends with its number, which whoever
 * gets it checks; number -1 ends a measurement.
 */
public final class Conversation implements AutoCloseable {

    /** Bytes of the segment that a channel in it needs, zeroed before its first use. */
    public static final int SEGMENT_BYTES = SegmentStream.BYTES;

    private static final int ACKNOWLEDGEMENT_BYTES = 16;
    private static final int MOST_SAMPLES = 1 << 20;
    private static final int BYTES_PER_CLOCK = 16 * 1024;
    private static final long LAST = -1;

    private final ByteStream stream;
    private final Supplier<OwnCpu> placing;

    private Conversation(ByteStream stream, Supplier<OwnCpu> placing) {
        this.stream = stream;
        this.placing = placing;
    }

    private Conversation(ByteStream stream) {
        this(stream, OwnCpu::wherever);
    }

    /**
     * Round trips.
     *
     * @param count how many
     * @param cpuShare part of the time in which this side had a CPU: one that polls has less than all of it only where there are too few
     * @param medianNanos of the time that one took
     * @param p99Nanos 99th percentile of that
     */
    public record Trips(long count, double cpuShare, long medianNanos, long p99Nanos) {}

    /**
     * Messages that one side sent and the other one took.
     *
     * @param count how many
     * @param cpuShare as of {@link Trips}
     * @param nanos until all had arrived
     */
    public record Flow(long count, double cpuShare, long nanos) {}

    /** The side that sends in the first ring, or the other one, of a channel in the segment; see {@link SegmentStream}. */
    public static Conversation inSegment(ByteBuffer bytes, long address, int offset, ChannelKind kind, boolean first) {
        ByteStream stream = new SegmentStream(bytes, address, offset, kind, first);
        return kind == ChannelKind.SEGMENT_SPIN
                ? new Conversation(stream, () -> OwnCpu.of(first))
                : new Conversation(stream);
    }

    /** Over the two FIFOs {@code there} and {@code back} below the directory; waits for the other side. */
    public static Conversation overPipes(Path directory, boolean first) throws IOException {
        return new Conversation(KernelStream.pipes(directory, first));
    }

    /** The second side, which listens at a Unix socket of that name; waits for the other one. */
    public static Conversation listening(Path socket) throws IOException {
        return accepted(KernelStream.listen(socket));
    }

    /** Listens at a TCP port that is free. */
    public static ServerSocketChannel listening() throws IOException {
        return KernelStream.listen();
    }

    /** The second side, once the other one has come. */
    public static Conversation accepted(ServerSocketChannel server) throws IOException {
        return new Conversation(KernelStream.accept(server));
    }

    /** The first side, over a Unix socket. */
    public static Conversation connected(Path socket) throws IOException {
        return new Conversation(KernelStream.connect(socket));
    }

    /** The first side, over TCP. */
    public static Conversation connected(int port) throws IOException {
        return new Conversation(KernelStream.connect(port));
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

    /** Sends messages and waits for each to come back, for so many milliseconds. */
    public Trips roundTrips(int sizeBytes, long millis) throws IOException {
        try (OwnCpu held = placing.get()) {
            ByteBuffer message = direct(sizeBytes);
            CpuShare share = new CpuShare();
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
            return new Trips(count, cpu, sorted[count / 2], sorted[(int) (count * 0.99)]);
        }
    }

    /** The other side of {@link #roundTrips}; the time is open. */
    public Flow echo(int sizeBytes) throws IOException {
        try (OwnCpu held = placing.get()) {
            ByteBuffer message = direct(sizeBytes);
            CpuShare share = new CpuShare();
            for (long expected = 0; ; expected++) {
                long number = receive(message, expected);
                send(message, number);
                if (number == LAST) {
                    return new Flow(expected, share.now(), 0);
                }
            }
        }
    }

    /** Sends messages for about so many milliseconds, and waits until all have arrived. */
    public Flow send(int sizeBytes, long millis) throws IOException {
        try (OwnCpu held = placing.get()) {
            ByteBuffer message = direct(sizeBytes);
            CpuShare share = new CpuShare();
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
            return new Flow(count, share.now(), System.nanoTime() - begin);
        }
    }

    /** The other side of {@link #send}; the time is open. */
    public Flow take(int sizeBytes) throws IOException {
        try (OwnCpu held = placing.get()) {
            ByteBuffer message = direct(sizeBytes);
            CpuShare share = new CpuShare();
            long count = 0;
            while (receive(message, count) != LAST) {
                count++;
            }
            send(direct(ACKNOWLEDGEMENT_BYTES), count);
            return new Flow(count, share.now(), 0);
        }
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

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
