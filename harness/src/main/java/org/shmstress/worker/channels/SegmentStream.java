package org.shmstress.worker.channels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.shmstress.posix.Futex;

/**
 * A stream over two rings in the segment, one for each direction:
 *
 * <pre>
 *   offset  width  what          writer  reader  ordering
 *   0       8      written       sender  taker   release, acquire
 *   128     8      taken         taker   sender  release, acquire
 *   256     4      taker sleeps  both    both    volatile
 *   384     4      sender sleeps both    both    volatile
 *   512     256 K  bytes         sender  taker   plain, published by written, given back by taken
 * </pre>
 *
 * <p>Both sides copy, from and to memory of their own, as the kernel does: users who work in place save that as well. Long messages go in
 * pieces, so that the taker copies one while the sender copies the next.
 *
 * <p>Sleeping: who finds nothing sets its word, looks again, and sleeps while the word is set; the other one publishes, fences, and looks
 * at the word. Both see their own store before the other's word, hence at least one of them sees the other's (Dekker).
 */
final class SegmentStream implements ByteStream {

    /** Bytes of the segment that a stream needs. */
    static final int BYTES = 2 * (512 + 256 * 1024);

    private static final int CAPACITY = 256 * 1024;
    private static final int PIECE = 16 * 1024;
    private static final int WRITTEN = 0;
    private static final int TAKEN = 128;
    private static final int TAKER_SLEEPS = 256;
    private static final int SENDER_SLEEPS = 384;
    private static final int FIRST_BYTE = 512;

    private static final long BOUND_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int POLLS_PER_CLOCK = 1 << 16;
    private static final int SLEEP_MILLIS = 1_000;

    /** A few microseconds, what a sleep and a wake-up cost; glibc's adaptive mutex polls as often at most. */
    private static final int POLLS_BEFORE_SLEEP = 100;

    private static final long HANDICAP_NANOS = 50_000;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer segment;
    private final long address;
    private final ChannelKind kind;
    private final int out;
    private final int in;

    private long written;
    private long takenByPeer;
    private long taken;
    private long writtenByPeer;

    /**
     * One side of the stream.
     *
     * @param segment mapped bytes, zeroed, {@link #BYTES} of them free from the offset on
     * @param address virtual address of the buffer's first byte
     * @param offset multiple of 128
     * @param first whether this is the side that sends in the first ring
     */
    SegmentStream(ByteBuffer segment, long address, int offset, ChannelKind kind, boolean first) {
        this.segment = segment;
        this.address = address;
        this.kind = kind;
        this.out = offset + (first ? 0 : BYTES / 2);
        this.in = offset + (first ? BYTES / 2 : 0);
    }

    @Override
    public void write(ByteBuffer message) {
        if (kind == ChannelKind.CONTROL) {
            LockSupport.parkNanos(HANDICAP_NANOS);
        }
        while (message.hasRemaining()) {
            if (written - takenByPeer == CAPACITY) {
                takenByPeer = acquireOther(out + TAKEN, takenByPeer, out + SENDER_SLEEPS);
            }
            int piece = piece(message, written, CAPACITY - (written - takenByPeer));
            segment.put(at(out, written), message, message.position(), piece);
            message.position(message.position() + piece);
            written += piece;
            releaseCount(out + WRITTEN, written, out + TAKER_SLEEPS);
        }
    }

    @Override
    public void read(ByteBuffer message) {
        while (message.hasRemaining()) {
            if (writtenByPeer == taken) {
                writtenByPeer = acquireOther(in + WRITTEN, taken, in + TAKER_SLEEPS);
            }
            int piece = piece(message, taken, writtenByPeer - taken);
            message.put(message.position(), segment, at(in, taken), piece);
            message.position(message.position() + piece);
            taken += piece;
            releaseCount(in + TAKEN, taken, in + SENDER_SLEEPS);
        }
    }

    private static int at(int ring, long count) {
        return ring + FIRST_BYTE + (int) (count % CAPACITY);
    }

    private static int piece(ByteBuffer message, long count, long available) {
        int toTheEnd = CAPACITY - (int) (count % CAPACITY);
        return (int) Math.min(Math.min(available, PIECE), Math.min(message.remaining(), toTheEnd));
    }

    /** Pairs with {@link #acquireOther} on the other side. */
    private void releaseCount(int counter, long count, int sleeps) {
        LONGS.setRelease(segment, counter, count);
        if (kind == ChannelKind.SEGMENT_FUTEX) {
            VarHandle.fullFence();
            if ((int) INTS.getVolatile(segment, sleeps) != 0) {
                INTS.setVolatile(segment, sleeps, 0);
                Futex.wake(address + sleeps, 1);
            }
        }
    }

    /** Waits until the counter differs from what is known; pairs with {@link #releaseCount} on the other side. */
    private long acquireOther(int counter, long known, int sleeps) {
        long deadline = 0;
        for (int polls = 1; ; polls++) {
            long now = (long) LONGS.getAcquire(segment, counter);
            if (now != known) {
                return now;
            }
            boolean sleepy = kind == ChannelKind.SEGMENT_FUTEX && polls > POLLS_BEFORE_SLEEP;
            if (sleepy) {
                sleep(counter, known, sleeps);
            } else {
                Thread.onSpinWait();
            }
            if (sleepy || polls % POLLS_PER_CLOCK == 0) {
                deadline = deadline == 0 ? System.nanoTime() + BOUND_NANOS : deadline;
                requireBefore(deadline);
            }
        }
    }

    private void sleep(int counter, long known, int sleeps) {
        INTS.setVolatile(segment, sleeps, 1);
        if ((long) LONGS.getVolatile(segment, counter) == known) {
            Futex.await(address + sleeps, 1, SLEEP_MILLIS);
        }
    }

    private static void requireBefore(long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException("the other side did nothing for " + BOUND_NANOS / 1_000_000_000 + " s");
        }
    }
}
