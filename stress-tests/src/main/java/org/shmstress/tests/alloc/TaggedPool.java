package org.shmstress.tests.alloc;

import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A pool as a busy process uses it: two nodes taken from a {@link FreeStack} and given back in the order in which they were taken, many
 * times in one operation. Each node says whose it is.
 *
 * <p>What can go wrong: a tag that comes round while one process stands still between reading the top's link and setting the head. With a
 * tag of n bits others must take a multiple of 2<sup>n</sup> nodes meanwhile, so operations that take one node each would have to be
 * recorded and judged by the hundred for each chance; here a few do. Giving back in the order of taking changes the order of the stack, so
 * that the node below the top is hardly ever the one that it was.
 *
 * <pre>
 * offset   width  name   written by            ordering
 * 0               stack                        as {@link FreeStack} says
 * 28 + 4 i 4      owner  whoever owns node i   opaque, ordered by the stack's head; worker + 1, 0 of a free node
 * </pre>
 */
@SharedObject(
        title = "Pool with a 40-bit tag, used in turns",
        description =
                "Each turn takes two nodes from a stack of free ones and gives them back. A node that was taken belongs to nobody"
                        + " else.",
        bytes = TaggedPool.BYTES,
        workers = 3)
public class TaggedPool extends FreeStack {

    private static final int NODES = 5;
    private static final int OWNERS = 28;
    static final int BYTES = OWNERS + NODES * Integer.BYTES;
    private static final int NOBODY = 0;

    private final Slice slice;

    public TaggedPool(Slice slice) {
        super(slice);
        this.slice = slice;
    }

    @Initialise
    public final void initialise() {
        fill(NODES);
    }

    /** Takes so many turns. Returns how many nodes were somebody else's, in the first turn in which there were any. */
    @Operation
    public final int turn(@Worker int worker, @Range(from = 1, to = 127) int turns) {
        int strangers = 0;
        for (int turn = 0; turn < turns && strangers == 0; turn++) {
            int first = take();
            int second = take();
            strangers += pass(first, NOBODY, worker + 1) + pass(second, NOBODY, worker + 1);
            strangers += pass(first, worker + 1, NOBODY) + pass(second, worker + 1, NOBODY);
            giveIfAny(first);
            giveIfAny(second);
        }
        return strangers;
    }

    /** Writes the node's new owner. Returns 1 if the old one was another than it should have been. */
    private int pass(int node, int from, int to) {
        if (node == NONE) {
            return 0;
        }
        int owner = OWNERS + node * Integer.BYTES;
        int before = slice.getIntOpaque(owner);
        slice.putIntOpaque(owner, to);
        return before == from ? 0 : 1;
    }

    private void giveIfAny(int node) {
        if (node != NONE) {
            give(node);
        }
    }

    /** Nobody ever meets a node of another's. */
    public static final class Model {
        public int turn(int worker, int turns) {
            return 0;
        }
    }

    /** D-062: the tag has eight bits and comes round after 256 nodes were taken. */
    @SharedObject(
            title = "Pool with a tag of eight bits, used in turns",
            description = "After 256 nodes were taken the tag is the old one again.",
            bytes = BYTES,
            workers = 3,
            defect = "D-062")
    public static final class EightBitTag extends TaggedPool {

        public EightBitTag(Slice slice) {
            super(slice);
        }

        @Override
        long tagMask() {
            return 255;
        }
    }
}
