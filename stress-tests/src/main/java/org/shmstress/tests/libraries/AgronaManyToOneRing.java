package org.shmstress.tests.libraries;

import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * Agrona's ring buffer for many producers and one consumer ({@link ManyToOneRingBuffer}): producers claim room by moving the tail, write,
 * and commit by writing the length last.
 *
 * <p>What can go wrong: an element is lost, doubled or overtaken. That a read gives nothing while an older claim is not committed yet is
 * as documented: the consumer then waits, as long as the ring is not empty.
 */
@SharedObject(
        title = "Agrona: ring buffer for many producers and one consumer",
        description = "ManyToOneRingBuffer of Agrona, two processes write, a third one reads.",
        bytes = 896,
        workers = 3)
public class AgronaManyToOneRing {

    private static final int FITTING = 8;

    private final AgronaRing ring;

    public AgronaManyToOneRing(Slice slice) {
        this.ring = new AgronaRing(new ManyToOneRingBuffer(AgronaBytes.of(slice)));
    }

    /** Adds an element unless the ring is full. */
    @Operation(workers = {0, 1})
    public boolean offer(@Unique long element) {
        return ring.offer(element);
    }

    /** Takes the oldest element, or 0 from an empty ring. */
    @Operation(workers = 2, weight = 2)
    public long poll() {
        while (true) {
            long element = ring.take();
            if (element != 0 || ring.isEmpty()) {
                return element;
            }
            if (!awaitCommit()) {
                return 0;
            }
        }
    }

    /** The record at the head was claimed. Whoever claimed it is about to commit it; false if nobody will. */
    boolean awaitCommit() {
        Thread.onSpinWait();
        return true;
    }

    AgronaRing ring() {
        return ring;
    }

    /** A queue of bounded length. */
    public static final class Model {
        private final Deque<Long> elements = new ArrayDeque<>();

        public boolean offer(long element) {
            return elements.size() < FITTING && elements.add(element);
        }

        public long poll() {
            return elements.isEmpty() ? 0 : elements.remove();
        }
    }

    /** A producer or the consumer is killed and replaced; the consumer unblocks the ring where it has waited for very long. */
    @SharedObject(
            title = "Agrona: ring buffer for many producers and one consumer, one of them killed",
            description =
                    "ManyToOneRingBuffer of Agrona; one process is killed with -9 and replaced. Where it had claimed a record, the"
                            + " consumer skips that by unblock().",
            bytes = 896,
            workers = 3,
            faults = Fault.KILL,
            deviation =
                    "Agrona 2.6.0: unblock() never skips the last slot of the buffer where its producer died before it had stored a"
                            + " length, so that the ring stays full; and a consumer killed while it zeroes what it has read leaves a record with"
                            + " a torn length, of which unblock() skips a part and then takes a header for a message")
    public static final class Killed extends AgronaManyToOneRing {

        /** Far longer than a living producer needs from claim to commit, even on a busy host: unblocking it would lose its message. */
        private static final long PATIENCE_NANOS = 3_000_000_000L;

        private long waitingSince;

        public Killed(Slice slice) {
            super(slice);
        }

        @Override
        @Operation(workers = 2, weight = 2)
        public long poll() {
            waitingSince = 0;
            return super.poll();
        }

        @Override
        boolean awaitCommit() {
            Thread.onSpinWait();
            long now = System.nanoTime();
            waitingSince = waitingSince == 0 ? now : waitingSince;
            boolean patient = now - waitingSince <= PATIENCE_NANOS;
            return patient || ring().unblock();
        }
    }
}
