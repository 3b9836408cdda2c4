package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * The MCS queue lock with nodes from a pool that has one for each process; a process takes the first free one.
 *
 * <p>Line 0 holds the tail and the pool, a bit for each node that is taken; node <i>n</i> has line <i>n</i>: its successor, and
 * whether it waits.
 *
 * <p>What can go wrong: a node that is back in the pool is another's at once, who clears it; so all that its former user still needs
 * from it must be done before.
 */
@SharedObject(
        title = "MCS queue lock with pooled nodes",
        description =
                "A node goes back to the pool after the lock has been handed over to the successor that it names.",
        bytes = 64 * 4,
        workers = 3)
public class PooledMcsLock implements SharedLock {

    private static final int NODES = 3;
    private static final int TAIL = 0;
    private static final int POOL = 4;
    private static final int NEXT = 0;
    private static final int WAITS = 8;

    private final Slice slice;
    private int mine;

    public PooledMcsLock(Slice slice) {
        this.slice = slice;
    }

    private static int next(int node) {
        return 64 * node + NEXT;
    }

    private static int waits(int node) {
        return 64 * node + WAITS;
    }

    @Override
    public final void lock(int process) {
        mine = takeNode();
        slice.putIntOpaque(next(mine), 0);
        slice.putIntOpaque(waits(mine), 1);
        int predecessor = slice.getAndSetInt(TAIL, mine); // also orders the node's fields before the link to it
        if (predecessor != 0) {
            slice.putIntRelease(next(predecessor), mine); // pairs with the loads of the link in leave and handOver
            int polls = 0;
            while (slice.getIntAcquire(waits(mine)) == 1) { // pairs with handOver
                polls = Spin.once(polls);
            }
        }
    }

    private int takeNode() {
        int polls = 0;
        while (true) {
            int taken = slice.getIntAcquire(POOL);
            int node = Integer.numberOfTrailingZeros(~taken);
            if (node < NODES && slice.compareAndSetInt(POOL, taken, taken | 1 << node)) { // pairs with giveBack
                return node + 1;
            }
            polls = Spin.once(polls);
        }
    }

    @Override
    public final void unlock(int process) {
        if (slice.getIntAcquire(next(mine)) == 0 && slice.compareAndSetInt(TAIL, mine, 0)) {
            giveBack(mine);
            return;
        }
        int polls = 0;
        while (slice.getIntAcquire(next(mine)) == 0) {
            polls = Spin.once(polls);
        }
        leave(mine);
    }

    void leave(int node) {
        handOver(node);
        giveBack(node);
    }

    final void handOver(int node) {
        slice.putIntRelease(waits(slice.getIntAcquire(next(node))), 0); // pairs with the loop in lock
    }

    final void giveBack(int node) {
        slice.getAndBitwiseAndInt(POOL, ~(1 << (node - 1))); // pairs with takeNode
    }

    /** D-007: the node is given back before the lock has been handed over to the successor that it names. */
    @SharedObject(
            title = "MCS lock that gives its node back too early",
            description =
                    "The node is back in the pool while the successor is still to be read from it; its next user clears it, and the"
                            + " successor waits for ever.",
            bytes = 64 * 4,
            workers = 3,
            defect = "D-007")
    public static final class GivenBackEarly extends PooledMcsLock {

        public GivenBackEarly(Slice slice) {
            super(slice);
        }

        @Override
        void leave(int node) {
            giveBack(node);
            handOver(node);
        }
    }
}
