package org.shmstress.tests.libraries;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/** What both of Agrona's ring buffers have in common: messages of eight bytes, each an element. */
final class AgronaRing {

    private static final int TYPE = 1;

    private final RingBuffer ring;
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    private long taken;

    AgronaRing(RingBuffer ring) {
        this.ring = ring;
    }

    boolean offer(long element) {
        message.putLong(0, element);
        return ring.write(TYPE, message, 0, Long.BYTES);
    }

    /** The oldest message, or 0 if none is complete at the head. */
    long take() {
        taken = 0;
        ring.read((type, buffer, index, length) -> taken = buffer.getLong(index), 1);
        return taken;
    }

    /** Whether not even a claim is in it. */
    boolean isEmpty() {
        return ring.size() == 0;
    }

    /** Skips a record whose producer has died between claim and commit; false if there is none. */
    boolean unblock() {
        return ring.unblock();
    }
}
