package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A queue of waiting processes, each spinning on a word of its own (J. M. Mellor-Crummey and M. L. Scott, Algorithms for scalable
 * synchronization on shared-memory multiprocessors, ACM TOCS 9(1), 1991). This is control C-001.
 *
 * <p>Line 0 holds the tail, the number of the last node or 0; node <i>n</i> has line <i>n</i>: its successor, and whether it waits.
 * Process <i>p</i> owns node <i>p</i> + 1.
 *
 * <p>What can go wrong: one who has put itself at the tail is not yet linked from its predecessor. The predecessor, who cannot remove
 * itself from the tail any more, has to wait for that link, which looks like waiting for nothing; without it the successor sleeps for
 * ever.
 */
@SharedObject(
        title = "MCS queue lock",
        description =
                "Waiters queue up by an exchange of the tail and link themselves; the owner hands over to its successor, and waits"
                        + " for the link of one that is about to be it.",
        bytes = 64 * 3,
        control = "C-001")
public class McsLock implements SharedLock {

    private static final int TAIL = 0;
    private static final int NEXT = 0;
    private static final int WAITS = 4;

    private final Slice slice;

    public McsLock(Slice slice) {
        this.slice = slice;
    }

    private static int next(int node) {
        return 64 * node + NEXT;
    }

    static int waits(int node) {
        return 64 * node + WAITS;
    }

    @Override
    public void lock(int process) {
        enqueue(process + 1);
    }

    @Override
    public void unlock(int process) {
        release(process + 1);
    }

    final void enqueue(int node) {
        slice.putIntOpaque(next(node), 0);
        slice.putIntOpaque(waits(node), 1);
        int predecessor = slice.getAndSetInt(TAIL, node); // also orders the node's fields before the link to it
        if (predecessor != 0) {
            slice.putIntRelease(next(predecessor), node); // pairs with the loads of the link in release and awaitLink
            awaitTurn(slice, node);
        }
    }

    void awaitTurn(Slice queue, int node) {
        int polls = 0;
        while (queue.getIntAcquire(waits(node)) == 1) { // pairs with handOver
            polls = Spin.once(polls);
        }
    }

    final void release(int node) {
        int successor = slice.getIntAcquire(next(node));
        if (successor == 0) {
            if (slice.compareAndSetInt(TAIL, node, 0)) {
                return;
            }
            successor = awaitLink(node);
        }
        if (successor != 0) {
            handOver(slice, successor);
        }
    }

    int awaitLink(int node) {
        int polls = 0;
        int successor = slice.getIntAcquire(next(node));
        while (successor == 0) {
            polls = Spin.once(polls);
            successor = slice.getIntAcquire(next(node));
        }
        return successor;
    }

    void handOver(Slice queue, int successor) {
        queue.putIntRelease(waits(successor), 0); // pairs with awaitTurn
    }

    /** D-006: the owner does not wait for the link of the one who has just come. */
    @SharedObject(
            title = "MCS lock that leaves without its successor",
            description =
                    "When another process is at the tail but not yet linked, the owner returns; the other one then waits for a"
                            + " hand-over that never comes.",
            bytes = 64 * 3,
            defect = "D-006")
    public static final class LeavesUnlinked extends McsLock {

        public LeavesUnlinked(Slice slice) {
            super(slice);
        }

        @Override
        int awaitLink(int node) {
            return 0;
        }
    }
}
