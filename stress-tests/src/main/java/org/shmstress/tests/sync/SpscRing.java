package org.shmstress.tests.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A ring for one producer and one consumer: two counters, each written by one side only, and a slot per element.
 *
 * <p>What can go wrong: the tail says that an element is there and the head that its slot is free, so each is moved last, with
 * release, after the slot was written or read. Whoever moves it earlier, or believes one slot more to be free, lets a slot be written
 * while it is read.
 */
@SharedObject(
        title = "Ring buffer for one producer and one consumer",
        description =
                "The producer moves the tail with release after it has written a slot, the consumer the head after it has"
                        + " read one.",
        bytes = 160)
public class SpscRing {

    private static final int HEAD = 0;
    private static final int TAIL = 64;
    private static final int SLOTS = 128;
    private static final int CAPACITY = 4;

    private final Slice slice;

    public SpscRing(Slice slice) {
        this.slice = slice;
    }

    /** Adds an element unless the ring is full. */
    @Operation(workers = 0)
    public boolean offer(@Unique long element) {
        long tail = slice.getLong(TAIL);
        long head = slice.getLongAcquire(HEAD); // pairs with poll: the slot has been read
        if (tail - head >= capacity()) {
            return false;
        }
        slice.putLong(slot(tail), element);
        slice.putLongRelease(TAIL, tail + 1);
        return true;
    }

    /** Takes the oldest element, or 0 from an empty ring. */
    @Operation(workers = 1)
    public long poll() {
        long head = slice.getLong(HEAD);
        long tail = slice.getLongAcquire(TAIL); // pairs with offer: the slot has been written
        return head == tail ? 0 : take(slice, head);
    }

    int capacity() {
        return CAPACITY;
    }

    long take(Slice ring, long head) {
        long element = ring.getLong(slot(head));
        ring.putLongRelease(HEAD, head + 1);
        return element;
    }

    private static int slot(long index) {
        return SLOTS + (int) (index % CAPACITY) * Long.BYTES;
    }

    /** A queue of bounded length. */
    public static final class Model {
        private final Deque<Long> elements = new ArrayDeque<>();

        public boolean offer(long element) {
            return elements.size() < CAPACITY && elements.add(element);
        }

        public long poll() {
            return elements.isEmpty() ? 0 : elements.remove();
        }
    }

    /** D-049: the full test admits one element more than there are slots, so that one is overwritten before it is read. */
    @SharedObject(
            title = "Ring buffer that believes one slot more to be free",
            description = "The full test admits capacity + 1 elements; the producer overwrites the slot being read.",
            bytes = 160,
            defect = "D-049")
    public static final class OneTooMany extends SpscRing {

        public OneTooMany(Slice slice) {
            super(slice);
        }

        @Override
        int capacity() {
            return CAPACITY + 1;
        }
    }

    /** D-050: the head is advanced before the slot is read, so that the producer may overwrite it in between. */
    @SharedObject(
            title = "Ring buffer that frees a slot before it has read it",
            description = "The consumer advances the head and then copies the element out of the slot.",
            bytes = 160,
            defect = "D-050")
    public static final class FreedEarly extends SpscRing {

        public FreedEarly(Slice slice) {
            super(slice);
        }

        @Override
        long take(Slice ring, long head) {
            ring.putLongRelease(HEAD, head + 1);
            return ring.getLong(slot(head));
        }
    }
}
