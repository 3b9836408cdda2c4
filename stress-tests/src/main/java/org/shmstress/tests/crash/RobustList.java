package org.shmstress.tests.crash;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.tests.membership.Members;
import org.shmstress.tests.membership.OwnerLock;

/**
 * A linked list under a lock that survivors take over from a dead owner; the one who repairs the list may die too.
 *
 * <p>Who appends writes the node, records it as the one to be linked, links it and clears the record. Who takes over from a dead owner
 * links the recorded node if it cannot be reached from the head, frees nodes that cannot be reached, and clears the record. An owner
 * dies in two ways here: its process is killed, and its thread ends in the middle ({@link #appendHalf}), so that a killing can hit the
 * one who repairs.
 *
 * <p>What can go wrong: a repair that was interrupted is done again from its beginning, so each part of it must come to the same
 * whether it was done before or not. One that appends something new each time appends it twice.
 *
 * <pre>
 * offset       width  name          ordering: all by the owner of the lock; release among each other for those who repair
 * 0            16     lock
 * 64           4      head          node + 1, 0 if the list is empty
 * 68           4      tail          node + 1, meaningless while it is empty
 * 72           4      to be linked  node + 1, 0 if none
 * 128 + 16 i   8      value         0 in a free node
 *        + 8   4      next          node + 1, 0 in the last one
 * 256                 members
 * </pre>
 */
@SharedObject(
        title = "Linked list: who appends and who repairs it is killed",
        description =
                "A node is recorded before it is linked. Who takes the lock over from a dead owner links the recorded node unless it"
                        + " is linked already; doing that a second time changes nothing.",
        bytes = RobustList.BYTES,
        workers = 3,
        faults = Fault.KILL)
public class RobustList {

    static final int BYTES = 256 + Members.BYTES;

    private static final int HEAD = 64;
    private static final int TAIL = 68;
    private static final int TO_BE_LINKED = 72;
    private static final int NODES = 128;
    private static final int MEMBERS = 256;
    private static final int NODE_COUNT = 8;
    private static final int CAPACITY = 4;

    final Slice slice;
    private final Members members;
    private final OwnerLock lock;

    public RobustList(Slice slice) {
        this.slice = slice;
        this.members = new Members(slice.slice(MEMBERS, Members.BYTES));
        this.lock = new OwnerLock(slice.slice(0, OwnerLock.BYTES), members);
    }

    /** Appends an element unless the list is full. */
    @Operation(weight = 2)
    public final boolean append(@Unique long element) {
        lockAndRepair();
        boolean room = size() < CAPACITY;
        if (room) {
            link(recorded(element));
            slice.putIntRelease(TO_BE_LINKED, 0);
        }
        lock.unlock();
        return room;
    }

    /** Appends an element unless the list is full, but ends as a thread while it owns the lock, with the node recorded and not linked. */
    @Operation
    public final boolean appendHalf(@Unique long element) {
        lockAndRepair();
        boolean room = size() < CAPACITY;
        if (room) {
            recorded(element);
            members.vanish();
        } else {
            lock.unlock();
        }
        return room;
    }

    /** Takes the oldest element, or 0 from an empty list. */
    @Operation(weight = 3)
    public final long take() {
        lockAndRepair();
        int first = slice.getInt(HEAD) - 1;
        long element = 0;
        if (first >= 0) {
            element = slice.getLong(value(first));
            slice.putIntRelease(HEAD, slice.getInt(next(first)));
            slice.putLongRelease(value(first), 0);
        }
        lock.unlock();
        return element;
    }

    private void lockAndRepair() {
        if (lock.lock()) {
            repair();
        }
    }

    private void repair() {
        mendTail();
        int node = slice.getInt(TO_BE_LINKED) - 1;
        if (node >= 0 && (reachable() & 1 << node) == 0) {
            complete(node);
        }
        Crash.here("recorded node linked, still recorded");
        slice.putIntRelease(TO_BE_LINKED, 0);
        int reachable = reachable();
        for (int i = 0; i < NODE_COUNT; i++) {
            if ((reachable & 1 << i) == 0) {
                slice.putLongRelease(value(i), 0);
            }
        }
    }

    /** Links a recorded node that a dead one has not linked. */
    void complete(int node) {
        link(node);
    }

    /** A node with that value, not yet in the list. */
    final int filled(long element) {
        int node = 0;
        while (slice.getLong(value(node)) != 0) {
            node++;
            if (node == NODE_COUNT) {
                throw new IllegalStateException("no node is free");
            }
        }
        slice.putIntRelease(next(node), 0);
        slice.putLongRelease(value(node), element);
        return node;
    }

    private int recorded(long element) {
        int node = filled(element);
        slice.putIntRelease(TO_BE_LINKED, node + 1);
        return node;
    }

    final void link(int node) {
        slice.putIntRelease(next(node), 0);
        if (slice.getInt(HEAD) == 0) {
            slice.putIntRelease(HEAD, node + 1);
        } else {
            slice.putIntRelease(next(slice.getInt(TAIL) - 1), node + 1);
        }
        slice.putIntRelease(TAIL, node + 1);
    }

    /** A bit per node that can be reached. */
    private int reachable() {
        int reachable = 0;
        int node = slice.getInt(HEAD) - 1;
        while (node >= 0 && (reachable & 1 << node) == 0) {
            reachable |= 1 << node;
            node = slice.getInt(next(node)) - 1;
        }
        return reachable;
    }

    private void mendTail() {
        int last = slice.getInt(HEAD);
        for (int i = 0; i < NODE_COUNT && last > 0 && slice.getInt(next(last - 1)) > 0; i++) {
            last = slice.getInt(next(last - 1));
        }
        slice.putIntRelease(TAIL, last);
    }

    private int size() {
        return Integer.bitCount(reachable());
    }

    static int value(int node) {
        return NODES + 16 * node;
    }

    private static int next(int node) {
        return value(node) + Long.BYTES;
    }

    /** A queue of bounded length, to which both ways of appending append. */
    public static final class Model {
        private final Deque<Long> elements = new ArrayDeque<>();

        public boolean append(long element) {
            return elements.size() < CAPACITY && elements.add(element);
        }

        public boolean appendHalf(long element) {
            return append(element);
        }

        public long take() {
            return elements.isEmpty() ? 0 : elements.remove();
        }
    }

    /** D-027: the repair is not idempotent: it appends the recorded node's element as another node each time. */
    @SharedObject(
            title = "Linked list whose repair appends once more when it is interrupted",
            description =
                    "The repair appends the recorded node's element in a new node. If the one who repairs dies before the"
                            + " record is cleared, the next one appends it again.",
            bytes = RobustList.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-027")
    public static final class AppendedAgain extends RobustList {

        public AppendedAgain(Slice slice) {
            super(slice);
        }

        @Override
        void complete(int node) {
            link(filled(slice.getLong(value(node))));
        }
    }
}
