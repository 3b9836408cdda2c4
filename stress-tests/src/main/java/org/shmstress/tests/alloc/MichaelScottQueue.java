package org.shmstress.tests.alloc;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;

/**
 * The queue of Michael and Scott over a small pool, linked by index with tags (M. M. Michael, M. L. Scott, Simple, fast, and practical
 * non-blocking and blocking concurrent queue algorithms, PODC 1996). A process adds at most three elements more than it has taken, so the
 * pool never runs out.
 *
 * <p>What can go wrong: whoever advances the head frees the old dummy node, and the node whose value he takes becomes the dummy, which
 * the next one to advance the head frees in turn. A value read after the head has been advanced may be that of a later element.
 *
 * <pre>
 * offset     width  name   ordering
 * 0          8      head   compare-and-set, acquire; tag in the upper, index + 1 in the lower 32 bits
 * 64         8      tail   as the head
 * 128        72     free   as {@link FreeStack} says
 * 256 + 16 i 8      link   of node i; compare-and-set, acquire; as the head, 0 in the lower bits at the end
 *       + 8  8      value  of node i; opaque, ordered by the link that publishes the node
 * </pre>
 */
@SharedObject(
        title = "Michael and Scott's queue over a pool",
        description = "A linked queue whose nodes are reused at once; the value is read before the head is advanced.",
        bytes = MichaelScottQueue.BYTES,
        workers = 3)
public class MichaelScottQueue {

    static final int BYTES = 512;
    private static final int NODES = 16;
    private static final int HEAD = 0;
    private static final int TAIL = 64;
    private static final int FREE = 128;
    private static final int LINKS = 256;
    private static final int NODE_BYTES = 16;
    private static final int MOST_AHEAD = 3;

    /** Not the value of any element. */
    static final long LOST_RACE = -1;

    private static final long EMPTY = 0;

    private final Slice slice;
    private final FreeStack free;
    private int ahead;

    public MichaelScottQueue(Slice slice) {
        this.slice = slice;
        this.free = new FreeStack(slice.slice(FREE, FreeStack.bytes(NODES)));
    }

    @Initialise
    public final void initialise() {
        free.fill(NODES);
        int dummy = free.take();
        slice.putLongRelease(HEAD, dummy + 1); // pairs with the acquire in enqueue and dequeue
        slice.putLongRelease(TAIL, dummy + 1);
    }

    /** Adds an element, unless the caller has added three more than it has taken. */
    @Operation
    public final boolean enqueue(@Worker int worker, @Unique long element) {
        if (ahead == MOST_AHEAD) {
            return false;
        }
        ahead++;
        int node = free.take();
        slice.putLongOpaque(value(node), element);
        slice.putLongOpaque(link(node), next(slice.getLongOpaque(link(node)), FreeStack.NONE));
        while (!appended(node)) {
            Thread.onSpinWait();
        }
        return true;
    }

    private boolean appended(int node) {
        long tail = slice.getLongAcquire(TAIL); // pairs with each compare-and-set of the tail
        long last = slice.getLongAcquire(link(index(tail))); // pairs with the compare-and-set of the link below
        if (slice.getLongAcquire(TAIL) != tail) {
            return false;
        }
        if (index(last) != FreeStack.NONE) {
            slice.compareAndSetLong(TAIL, tail, next(tail, index(last)));
            return false;
        }
        if (!slice.compareAndSetLong(link(index(tail)), last, next(last, node))) {
            return false;
        }
        slice.compareAndSetLong(TAIL, tail, next(tail, node));
        return true;
    }

    /** Takes the oldest element, 0 from an empty queue. */
    @Operation
    public final long dequeue(@Worker int worker) {
        long element = LOST_RACE;
        while (element == LOST_RACE) {
            element = tryDequeue();
        }
        ahead -= element == EMPTY ? 0 : 1;
        return element;
    }

    private long tryDequeue() {
        long head = slice.getLongAcquire(HEAD); // pairs with the compare-and-set in advanced
        long tail = slice.getLongAcquire(TAIL); // pairs with each compare-and-set of the tail
        int first = index(
                slice.getLongAcquire(link(index(head)))); // pairs with the compare-and-set of the link in appended
        if (slice.getLongAcquire(HEAD) != head) {
            return LOST_RACE;
        }
        if (index(head) != index(tail)) {
            return take(head, first);
        }
        if (first == FreeStack.NONE) {
            return EMPTY;
        }
        slice.compareAndSetLong(TAIL, tail, next(tail, first));
        return LOST_RACE;
    }

    private long take(long head, int first) {
        long element = remove(head, first);
        if (element != LOST_RACE) {
            free.give(index(head));
        }
        return element;
    }

    /** Advances the head to the first element's node and returns its value, {@link #LOST_RACE} if another advanced it. */
    long remove(long head, int first) {
        long element = element(first);
        return advanced(head, first) ? element : LOST_RACE;
    }

    final long element(int node) {
        return slice.getLongOpaque(value(node));
    }

    final boolean advanced(long head, int first) {
        return slice.compareAndSetLong(HEAD, head, next(head, first));
    }

    private static int link(int node) {
        return LINKS + node * NODE_BYTES;
    }

    private static int value(int node) {
        return link(node) + Long.BYTES;
    }

    private static int index(long word) {
        return (int) word - 1;
    }

    private static long next(long word, int index) {
        return (word >>> 32) + 1 << 32 | index + 1;
    }

    /** A queue, and how many elements more than it took each process has added. */
    public static final class Model {
        private final Deque<Long> elements = new ArrayDeque<>();
        private final int[] ahead = new int[3];

        public boolean enqueue(int worker, long element) {
            if (ahead[worker] == MOST_AHEAD) {
                return false;
            }
            ahead[worker]++;
            return elements.add(element);
        }

        public long dequeue(int worker) {
            if (elements.isEmpty()) {
                return EMPTY;
            }
            ahead[worker]--;
            return elements.remove();
        }
    }

    /** D-065: the value is read after the head has been advanced. */
    @SharedObject(
            title = "Michael and Scott's queue that reads the value too late",
            description = "The value is read after the head has been advanced, when the node may hold a later element.",
            bytes = BYTES,
            workers = 3,
            defect = "D-065")
    public static final class ValueReadLate extends MichaelScottQueue {

        public ValueReadLate(Slice slice) {
            super(slice);
        }

        @Override
        long remove(long head, int first) {
            return advanced(head, first) ? element(first) : LOST_RACE;
        }
    }
}
