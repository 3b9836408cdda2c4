package org.shmstress.tests.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A ring for many producers and one consumer. A producer claims a slot by moving the tail, writes its element, and commits the slot by
 * the number of its index; the consumer waits for that mark where the tail says that the slot is claimed.
 *
 * <p>What can go wrong: the tail says that a slot is claimed, not that it is written. And a claim that is not one atomic operation gives
 * the same slot to two producers.
 *
 * <pre>
 * offset       width  name     written by                    read by    ordering
 * 0            8      head     consumer                      producers  release, acquire: the slots before it are read
 * 64           8      tail     producers, compare-and-set    all        volatile
 * 128 + 16 i   8      mark     producer that has claimed it  consumer   release, acquire: index + 1 when it is written
 *      +  8    8      element  producer that has claimed it  consumer   plain
 * </pre>
 */
@SharedObject(
        title = "Ring buffer for many producers and one consumer, with claim and commit",
        description = "Producers claim a slot by compare-and-set of the tail and commit it by a mark in the slot.",
        bytes = 192,
        workers = 3)
public class MpscRing {

    private static final int HEAD = 0;
    private static final int TAIL = 64;
    private static final int SLOTS = 128;
    private static final int SLOT_BYTES = 16;
    private static final int ELEMENT = 8;
    private static final int CAPACITY = 4;

    private final Slice slice;

    public MpscRing(Slice slice) {
        this.slice = slice;
    }

    /** Adds an element unless the ring is full. */
    @Operation(workers = {1, 2})
    public boolean offer(@Unique long element) {
        long index;
        do {
            index = slice.getLongVolatile(TAIL);
            if (index - slice.getLongAcquire(HEAD) >= CAPACITY) { // pairs with poll: the slot has been read
                return false;
            }
        } while (!isClaimed(slice, index));
        int slot = slot(index);
        slice.putLong(slot + ELEMENT, element);
        slice.putLongRelease(slot, index + 1); // pairs with isCommitted: the slot has been written
        return true;
    }

    /** Takes the oldest element, or 0 from an empty ring. */
    @Operation(workers = 0, weight = 2)
    public long poll() {
        long head = slice.getLong(HEAD); // its only writer
        if (slice.getLongVolatile(TAIL) == head) {
            return 0;
        }
        int slot = slot(head);
        while (!isCommitted(slice, slot, head)) {
            Thread.onSpinWait();
        }
        long element = slice.getLong(slot + ELEMENT);
        slice.putLongRelease(HEAD, head + 1); // pairs with offer: the slot has been read
        return element;
    }

    boolean isClaimed(Slice ring, long index) {
        return ring.compareAndSetLong(TAIL, index, index + 1);
    }

    boolean isCommitted(Slice ring, int slot, long index) {
        return ring.getLongAcquire(slot) == index + 1;
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

    /** D-051: the consumer takes a claimed slot for a written one. */
    @SharedObject(
            title = "Ring buffer whose consumer does not wait for the commit",
            description =
                    "The consumer looks at the tail, which says that the slot is claimed, and reads what was in the slot before.",
            bytes = 192,
            workers = 3,
            defect = "D-051")
    public static final class NoCommitMark extends MpscRing {

        public NoCommitMark(Slice slice) {
            super(slice);
        }

        @Override
        boolean isCommitted(Slice ring, int slot, long index) {
            return true;
        }
    }

    /** D-052: a slot is claimed by load and store of the tail, so that two producers may claim the same. */
    @SharedObject(
            title = "Ring buffer whose slots are claimed by load and store",
            description = "Two producers load the same tail and write the same slot; one element is lost.",
            bytes = 192,
            workers = 3,
            defect = "D-052")
    public static final class LoadAndStore extends MpscRing {

        public LoadAndStore(Slice slice) {
            super(slice);
        }

        @Override
        boolean isClaimed(Slice ring, long index) {
            ring.putLongVolatile(TAIL, index + 1);
            return true;
        }
    }
}
