package org.shmstress.tests.alloc;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A pool of nodes whose free ones are a stack linked by index, with a tag of 40 bits in its head (C-009). Each process holds up to three
 * nodes and gives them back in any order.
 *
 * <p>What can go wrong: one process reads the top node and its link, and before it sets the head others take that node, take the one
 * below, and give the first back (ABA). The head looks as before, so the compare-and-set installs a node that somebody owns, and from
 * then on two own it. A tag that comes round while one process stands still is as bad as none.
 */
@SharedObject(
        title = "Free list with a 40-bit tag",
        description =
                "Free nodes are a stack linked by index; each process that takes one moves a tag on, so that a head that looks the"
                        + " same is the same.",
        bytes = TaggedFreeList.BYTES,
        workers = 3,
        control = "C-009")
public class TaggedFreeList extends FreeStack {

    static final int NODES = 6;
    static final int BYTES = 8 + NODES * Integer.BYTES;
    private static final int MOST_HELD = 3;
    private static final int ENOUGH = -2;

    private final List<Integer> held = new ArrayList<>();

    public TaggedFreeList(Slice slice) {
        super(slice);
    }

    @Initialise
    public final void initialise() {
        fill(NODES);
    }

    /** Returns the node, -1 if none is free, -2 if the caller holds three. */
    @Operation
    public final int allocate(@Worker int worker) {
        if (held.size() == MOST_HELD) {
            return ENOUGH;
        }
        int node = take();
        if (node != NONE) {
            held.add(node);
        }
        return node;
    }

    /** Gives one of the caller's nodes back and returns it, -1 if the caller holds none. */
    @Operation
    public final int release(@Worker int worker, @Range(from = 0, to = 5) int which) {
        if (held.isEmpty()) {
            return NONE;
        }
        int node = held.remove(which % held.size());
        give(node);
        return node;
    }

    /** A stack, and what each process holds. */
    public static final class Model {
        private final List<Integer> free = new ArrayList<>();
        private final List<Integer> first = new ArrayList<>();
        private final List<Integer> second = new ArrayList<>();
        private final List<Integer> third = new ArrayList<>();

        public Model() {
            for (int node = NODES - 1; node >= 0; node--) {
                free.add(node);
            }
        }

        public int allocate(int worker) {
            List<Integer> held = held(worker);
            if (held.size() == MOST_HELD) {
                return ENOUGH;
            } else if (free.isEmpty()) {
                return NONE;
            }
            int node = free.remove(free.size() - 1);
            held.add(node);
            return node;
        }

        public int release(int worker, int which) {
            List<Integer> held = held(worker);
            if (held.isEmpty()) {
                return NONE;
            }
            int node = held.remove(which % held.size());
            free.add(node);
            return node;
        }

        private List<Integer> held(int worker) {
            return worker == 0 ? first : worker == 1 ? second : third;
        }
    }

    /** D-059: the head has no tag. */
    @SharedObject(
            title = "Free list without a tag",
            description =
                    "The head is the top node alone: taken, and given back on top of another, it looks unchanged.",
            bytes = BYTES,
            workers = 3,
            defect = "D-059")
    public static final class NoTag extends TaggedFreeList {

        public NoTag(Slice slice) {
            super(slice);
        }

        @Override
        long tagMask() {
            return 0;
        }
    }

    /** D-060: the tag has one bit and comes round after two nodes were taken. */
    @SharedObject(
            title = "Free list with a tag of one bit",
            description = "After two nodes were taken the tag is the old one again.",
            bytes = BYTES,
            workers = 3,
            defect = "D-060")
    public static final class OneBitTag extends TaggedFreeList {

        public OneBitTag(Slice slice) {
            super(slice);
        }

        @Override
        long tagMask() {
            return 1;
        }
    }

    /** D-061: the tag has four bits and comes round after 16 nodes were taken. */
    @SharedObject(
            title = "Free list with a tag of four bits",
            description = "After 16 nodes were taken the tag is the old one again.",
            bytes = BYTES,
            workers = 3,
            defect = "D-061")
    public static final class FourBitTag extends TaggedFreeList {

        public FourBitTag(Slice slice) {
            super(slice);
        }

        @Override
        long tagMask() {
            return 15;
        }
    }

    /** D-063: the link of the top node is read before the head that the compare-and-set expects. */
    @SharedObject(
            title = "Free list that reads the link before the head",
            description =
                    "The head is read again after the link of its top node, and the compare-and-set expects the later head: the link"
                            + " may be that of another node.",
            bytes = BYTES,
            workers = 3,
            defect = "D-063")
    public static final class LinkReadFirst extends TaggedFreeList {

        public LinkReadFirst(Slice slice) {
            super(slice);
        }

        @Override
        int takeTop(long head) {
            int below = below(top(head));
            long expected = head();
            return top(expected) != NONE && removed(expected, below) ? top(expected) : NONE;
        }
    }

    /** D-064: whether a node has been put on top is seen from the head, not from the compare-and-set. */
    @SharedObject(
            title = "Free list that gives a node back twice",
            description =
                    "The loop of release asks whether the node is on top after the compare-and-set; when another took it meanwhile,"
                            + " it gives the node back again.",
            bytes = BYTES,
            workers = 3,
            defect = "D-064")
    public static final class GivenTwice extends TaggedFreeList {

        public GivenTwice(Slice slice) {
            super(slice);
        }

        @Override
        boolean pushed(long head, int node) {
            super.pushed(head, node);
            return head() == withTop(head, node);
        }
    }
}
