package org.shmstress.tests.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A bounded ring for many producers and consumers with a sequence number per slot, after Vyukov, Bounded MPMC queue (2010).
 *
 * <p>A slot's sequence number says for whom it is: index for the producer of that index, index + 1 for its consumer, index + capacity
 * for the producer of the next lap. Whoever finds a slot not ready looks at the other side's index before saying full or empty: a process
 * that has claimed the slot may not be done with it, while later ones are.
 *
 * <p>What can go wrong: a sequence number that a consumer leaves wrong keeps the slot from all producers for ever.
 */
@SharedObject(
        title = "Ring buffer with a sequence number per slot, for many producers and consumers",
        description = "Slots are claimed by compare-and-set of an index and handed over by their sequence number.",
        bytes = 192)
public class MpmcRing {

    private static final int HEAD = 0;
    private static final int TAIL = 64;
    private static final int SLOTS = 128;
    private static final int SLOT_BYTES = 16;
    private static final int ELEMENT = 8;

    static final int CAPACITY = 4;

    private final Slice slice;

    public MpmcRing(Slice slice) {
        this.slice = slice;
    }

    /** Makes each slot ready for the producer of the first lap. */
    @Initialise
    public void initialise() {
        for (int index = 0; index < CAPACITY; index++) {
            slice.putLong(slot(index), index);
        }
    }

    /** Adds an element unless the ring is full. */
    @Operation
    public boolean offer(@Unique long element) {
        while (true) {
            long tail = slice.getLongVolatile(TAIL);
            int slot = slot(tail);
            long sequence = slice.getLongAcquire(slot); // pairs with free: the slot has been read
            if (sequence == tail) {
                if (slice.compareAndSetLong(TAIL, tail, tail + 1)) {
                    slice.putLong(slot + ELEMENT, element);
                    slice.putLongRelease(slot, tail + 1); // pairs with poll: the slot has been written
                    return true;
                }
            } else if (sequence < tail && tail - slice.getLongVolatile(HEAD) >= CAPACITY) {
                return false;
            }
            Thread.onSpinWait();
        }
    }

    /** Takes the oldest element, or 0 from an empty ring. */
    @Operation
    public long poll() {
        while (true) {
            long head = slice.getLongVolatile(HEAD);
            int slot = slot(head);
            long sequence = slice.getLongAcquire(slot); // pairs with offer: the slot has been written
            if (sequence == head + 1) {
                if (slice.compareAndSetLong(HEAD, head, head + 1)) {
                    long element = slice.getLong(slot + ELEMENT);
                    free(slice, slot, head);
                    return element;
                }
            } else if (sequence <= head && slice.getLongVolatile(TAIL) == head) {
                return 0;
            }
            Thread.onSpinWait();
        }
    }

    void free(Slice ring, int slot, long index) {
        ring.putLongRelease(slot, index + CAPACITY); // pairs with offer: the slot has been read
    }

    private static int slot(long index) {
        return SLOTS + (int) (index % CAPACITY) * SLOT_BYTES;
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

    /** D-054: the consumer leaves index + 1 in the slot, which is the number for a consumer, so that the slot never becomes free. */
    @SharedObject(
            title = "Ring buffer whose slots never become free",
            description =
                    "The consumer sets the slot's sequence number to index + 1 instead of index + capacity; the second lap never begins.",
            bytes = 192,
            defect = "D-054")
    public static final class NeverFree extends MpmcRing {

        public NeverFree(Slice slice) {
            super(slice);
        }

        @Override
        void free(Slice ring, int slot, long index) {
            ring.putLongRelease(slot, index + 1);
        }
    }
}
