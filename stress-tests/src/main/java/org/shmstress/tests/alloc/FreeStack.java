package org.shmstress.tests.alloc;

import org.shmstress.api.Slice;

/**
 * The free nodes of a pool as a stack, linked by index (R. K. Treiber, Systems programming: coping with parallelism, IBM RJ 5118, 1986).
 *
 * <p>Assumptions: only one who took a node gives it back, once. Guarantees: a node is never taken by two. The argument: the head holds
 * the top node and a tag that each taker moves on (IBM System/370 Principles of Operation, appendix A). The link of a node changes only
 * while somebody owns it. So a head that has the same top and the same tag as before has not lost its top in between, and the link that
 * was read is still the one. The tag of 40 bits comes round after 2<sup>40</sup> nodes were taken, hours in which one taker would have to
 * stand still.
 *
 * <pre>
 * offset   width  name   written by            ordering
 * 0        8      head   whoever takes, gives  compare-and-set, acquire; tag, then index + 1 in the low 24 bits, 0 for an empty stack
 * 8 + 4 i  4      link   whoever gives node i  opaque, ordered by the head; index + 1 of the node below
 * </pre>
 */
class FreeStack {

    /** No node. */
    static final int NONE = -1;

    private static final int HEAD = 0;
    private static final int LINKS = 8;
    private static final int INDEX_BITS = 24;
    private static final long TAG_MASK = (1L << 64 - INDEX_BITS) - 1;

    private final Slice slice;

    FreeStack(Slice slice) {
        this.slice = slice;
    }

    /** Size in bytes for so many nodes. */
    static int bytes(int nodes) {
        return LINKS + (nodes * Integer.BYTES + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }

    /** Makes all nodes free, node 0 on top. */
    final void fill(int nodes) {
        for (int node = nodes - 1; node >= 0; node--) {
            give(node);
        }
    }

    /** Takes the top node; {@link #NONE} from an empty stack. */
    final int take() {
        while (true) {
            long head = head();
            if (top(head) == NONE) {
                return NONE;
            }
            int taken = takeTop(head);
            if (taken != NONE) {
                return taken;
            }
        }
    }

    /** Takes the top node of the head that was read; {@link #NONE} if the head has changed. */
    int takeTop(long head) {
        return removed(head, below(top(head))) ? top(head) : NONE;
    }

    /** Whether the head was still that one; then the node below its top is the top now. */
    final boolean removed(long head, int below) {
        long tag = (head >>> INDEX_BITS) + 1 & tagMask();
        return slice.compareAndSetLong(HEAD, head, tag << INDEX_BITS | below + 1);
    }

    long tagMask() {
        return TAG_MASK;
    }

    /** Gives a node back. */
    final void give(int node) {
        long head;
        do {
            head = head();
            link(node, top(head));
        } while (!pushed(head, node));
    }

    /** Puts a node that is linked to the top on top of it, unless the head has changed. */
    boolean pushed(long head, int node) {
        return slice.compareAndSetLong(HEAD, head, withTop(head, node));
    }

    /** The same tag with another top. */
    static long withTop(long head, int node) {
        return head >>> INDEX_BITS << INDEX_BITS | node + 1;
    }

    /** The head; what was linked before it was set is seen after this. */
    final long head() {
        return slice.getLongAcquire(HEAD); // pairs with the compare-and-set in removed and pushed
    }

    static int top(long head) {
        return (int) (head & (1 << INDEX_BITS) - 1) - 1;
    }

    final int below(int node) {
        return slice.getIntOpaque(LINKS + node * Integer.BYTES) - 1;
    }

    private void link(int node, int below) {
        slice.putIntOpaque(LINKS + node * Integer.BYTES, below + 1);
    }
}
