package org.shmstress.tests.alloc;

import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A record of two words that is replaced by publishing another node of a pool; nodes are counted by reference and reused when nobody
 * refers to them (J. D. Valois, Lock-free linked lists using compare-and-swap, PODC 1995; the counts outlive the nodes' uses, as
 * M. M. Michael and M. L. Scott corrected it, Rochester TR 599, 1995).
 *
 * <p>What can go wrong: between reading which node is current and counting the reference, the node may be replaced, freed, and taken
 * by a writer. Right is to look again whether the node is current: if it still is, it was counted while the publication counted too,
 * so it cannot have been free since; if not, the count is taken back unused.
 *
 * <pre>
 * offset      width  name     ordering
 * 0           4      current  atomic exchange, volatile; index of the node
 * 64 + 64 i   4      count    of node i; atomic addition, compare-and-set from 0
 *       + 8   16     value    of node i; opaque, ordered by the current node and the counts
 * </pre>
 */
@SharedObject(
        title = "Record in reference-counted nodes",
        description =
                "A reader counts its reference and then looks again whether the node is still the current one; a node without"
                        + " references is written anew.",
        bytes = CountedNodes.BYTES,
        workers = 3)
public class CountedNodes {

    private static final int NODES = 8;
    static final int BYTES = 64 + 64 * NODES;
    private static final int CURRENT = 0;
    private static final int COUNTS = 64;
    private static final int NODE_BYTES = 64;
    private static final int FIRST = 8;
    private static final int SECOND = 16;
    private static final long TORN = -1;

    private final Slice slice;

    public CountedNodes(Slice slice) {
        this.slice = slice;
    }

    @Initialise
    public final void initialise() {
        slice.putIntRelease(count(0), 1); // pairs with the addition in reference; node 0 is current
    }

    /** Publishes a new record. */
    @Operation
    public final void publish(@Unique long value) {
        int node = claim();
        slice.putLongOpaque(count(node) + FIRST, value);
        slice.putLongOpaque(count(node) + SECOND, value);
        drop(slice.getAndSetInt(CURRENT, node)); // pairs with the volatile read of it
    }

    /** Reads the record; -1 if its two words differ. */
    @Operation
    public final long read() {
        int node = reference();
        long first = slice.getLongOpaque(count(node) + FIRST);
        long second = slice.getLongOpaque(count(node) + SECOND);
        drop(node);
        return first == second ? first : TORN;
    }

    /** A node without references. There is one: the current node and one per process are all that can be referred to. */
    private int claim() {
        for (int node = 0; ; node = (node + 1) % NODES) {
            if (slice.getIntVolatile(count(node)) == 0 && slice.compareAndSetInt(count(node), 0, 1)) {
                return node;
            }
        }
    }

    private int reference() {
        while (true) {
            int node = slice.getIntVolatile(CURRENT);
            slice.getAndAddInt(count(node), 1);
            if (isCurrent(node)) {
                return node;
            }
            drop(node);
        }
    }

    boolean isCurrent(int node) {
        return slice.getIntVolatile(CURRENT) == node;
    }

    private void drop(int node) {
        slice.getAndAddInt(count(node), -1);
    }

    private static int count(int node) {
        return COUNTS + node * NODE_BYTES;
    }

    /** A register. */
    public static final class Model {
        private long value;

        public void publish(long published) {
            value = published;
        }

        public long read() {
            return value;
        }
    }

    /** D-067: nobody looks whether the node is still current once the reference has been counted. */
    @SharedObject(
            title = "Record in reference-counted nodes, counted without a second look",
            description =
                    "A reference is counted on whatever node was current before; that node may have been freed and taken by a writer"
                            + " in between.",
            bytes = BYTES,
            workers = 3,
            defect = "D-067")
    public static final class NotValidated extends CountedNodes {

        public NotValidated(Slice slice) {
            super(slice);
        }

        @Override
        boolean isCurrent(int node) {
            return true;
        }
    }
}
