package org.shmstress.tests.libraries;

import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * Agrona's ring buffer for one producer and one consumer ({@link OneToOneRingBuffer}): 128 bytes for records, a trailer of 768 with its
 * positions.
 *
 * <p>What can go wrong: an element is lost, doubled or overtaken, or the ring says that it is full while it is not. Records of 16 bytes
 * fill 112 of the 128 bytes: the head of the record to come is always there, so that seven elements fit.
 */
@SharedObject(
        title = "Agrona: ring buffer for one producer and one consumer",
        description = "OneToOneRingBuffer of Agrona, one process writes, another reads.",
        bytes = 896)
public class AgronaOneToOneRing {

    private static final int FITTING = 7;

    private final AgronaRing ring;

    public AgronaOneToOneRing(Slice slice) {
        this.ring = new AgronaRing(new OneToOneRingBuffer(AgronaBytes.of(slice)));
    }

    /** Adds an element unless the ring is full. */
    @Operation(workers = 0)
    public boolean offer(@Unique long element) {
        return ring.offer(element);
    }

    /** Takes the oldest element, or 0 from an empty ring. */
    @Operation(workers = 1)
    public long poll() {
        return ring.take();
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

    /** Its producer or consumer is killed and replaced. */
    @SharedObject(
            title = "Agrona: ring buffer for one producer and one consumer, one of them killed",
            description =
                    "OneToOneRingBuffer of Agrona; one side is killed with -9 and replaced by a process that goes on with the same ring.",
            bytes = 896,
            faults = Fault.KILL,
            deviation =
                    "Agrona 2.6.0: what a producer had claimed and not committed when it was killed blocks this ring for good, whose"
                            + " unblock() does nothing")
    public static final class Killed extends AgronaOneToOneRing {

        public Killed(Slice slice) {
            super(slice);
        }
    }
}
