package org.shmstress.tests.membership;

import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A membership change in two phases: while one is prepared, nobody goes on under the old view; then it is committed.
 *
 * <p>What can go wrong: the coordinator dies between the two, and all others stay in the prepared state for ever. So the prepared state
 * is its coordinator's identity, and who waits for a dead one ends it by compare-and-set from that identity.
 *
 * <pre>
 * offset  width  name          ordering
 * 0       8      coordinator   of the change that is prepared, 0 if none is; compare-and-set, release to 0
 * 8       8      view          release by the coordinator, acquire
 * 64             members
 * </pre>
 */
@SharedObject(
        title = "Two-phase membership change: its coordinator is killed",
        description =
                "A change is prepared, then committed; in between the others wait. If its coordinator dies there, they go back to"
                        + " the old view.",
        bytes = ViewChange.BYTES,
        workers = 3,
        faults = Fault.KILL)
public class ViewChange {

    static final int BYTES = 64 + Members.BYTES;

    private static final int COORDINATOR = 0;
    private static final int VIEW = 8;

    private final Slice slice;
    private final Members members;

    public ViewChange(Slice slice) {
        this.slice = slice;
        this.members = new Members(slice.slice(64, Members.BYTES));
    }

    /** Changes the view and returns the number of the new one. */
    @Operation
    public final long change() {
        do {
            view();
        } while (!slice.compareAndSetLong(COORDINATOR, 0, members.self()));
        return commit(slice.getLongOpaque(VIEW));
    }

    private long commit(long view) {
        Crash.here("prepared, not committed");
        slice.putLongRelease(VIEW, view + 1);
        slice.putLongRelease(COORDINATOR, 0); // pairs with the acquire in view
        return view + 1;
    }

    /** The view, once no change is prepared. */
    @Operation(weight = 3)
    public final long view() {
        Patience patience = new Patience();
        long coordinator = slice.getLongAcquire(COORDINATOR);
        while (coordinator != 0) {
            if (patience.isOver() && isAbandoned(members, coordinator)) {
                slice.compareAndSetLong(COORDINATOR, coordinator, 0);
            }
            coordinator = slice.getLongAcquire(COORDINATOR);
        }
        return slice.getLongAcquire(VIEW);
    }

    boolean isAbandoned(Members all, long coordinator) {
        return all.isDead(coordinator);
    }

    /** A plain variable. */
    public static final class Model {
        private long view;

        public long change() {
            return ++view;
        }

        public long view() {
            return view;
        }
    }

    /** D-125: nobody asks whether the coordinator of a prepared change lives, so the survivors never leave the prepared state. */
    @SharedObject(
            title = "Two-phase membership change that depends on its coordinator",
            description =
                    "The coordinator dies between prepare and commit, and the survivors wait for its commit for ever.",
            bytes = ViewChange.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-125")
    public static final class NeverAbandoned extends ViewChange {

        public NeverAbandoned(Slice slice) {
            super(slice);
        }

        @Override
        boolean isAbandoned(Members all, long coordinator) {
            return false;
        }
    }
}
