package org.shmstress.tests.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A ring for one producer and one consumer of which each keeps a copy of the other's index, and looks at the index itself only when the
 * ring seems full or empty by the copy.
 *
 * <p>What looks wrong and is not: the copies are stale. But indices only grow, so a stale head makes the ring seem fuller than it is and
 * a stale tail emptier, and both look again before they say so.
 *
 * <p>It is the control C-008.
 */
@SharedObject(
        title = "Ring buffer with cached indices",
        description =
                "Each side keeps a stale copy of the other's index, and reads the index when the ring seems full or empty.",
        bytes = 192,
        control = "C-008")
public class SpscRingCached {

    private static final int HEAD = 0;
    private static final int TAIL = 64;
    private static final int SLOTS = 128;
    private static final int CAPACITY = 8;

    private final Slice slice;
    private long knownHead;
    private long knownTail;

    public SpscRingCached(Slice slice) {
        this.slice = slice;
    }

    /** Adds an element unless the ring is full. */
    @Operation(workers = 0)
    public boolean offer(@Unique long element) {
        long tail = slice.getLong(TAIL);
        if (tail - knownHead == CAPACITY) {
            knownHead = slice.getLongAcquire(HEAD); // pairs with poll: the slots before it have been read
            if (tail - knownHead == CAPACITY) {
                return false;
            }
        }
        slice.putLong(slot(tail), element);
        slice.putLongRelease(TAIL, tail + 1); // pairs with poll: the slot has been written
        return true;
    }

    /** Takes the oldest element, or 0 from an empty ring. */
    @Operation(workers = 1)
    public long poll() {
        long head = slice.getLong(HEAD);
        if (head == knownTail) {
            knownTail = slice.getLongAcquire(TAIL); // pairs with offer: the slots before it have been written
            if (head == knownTail) {
                return 0;
            }
        }
        long element = slice.getLong(slot(head));
        slice.putLongRelease(HEAD, head + 1); // pairs with offer: the slot has been read
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
}
