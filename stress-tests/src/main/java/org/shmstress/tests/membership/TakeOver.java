package org.shmstress.tests.membership;

import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A lock whose owner dies over and over, with several survivors who notice it at the same time. Control C-016.
 *
 * <p>What can go wrong: each survivor sees the same dead owner, and each might take the lock. Right is that they try by compare-and-set
 * from the dead one's identity, which nobody gets a second time: exactly one succeeds. Owners die in two ways: their process is killed,
 * and their thread ends inside ({@link #vanish}), which happens often enough for survivors to meet.
 */
@SharedObject(
        title = "Take-over from a dead owner by several survivors at once",
        description =
                "All who wait see that the owner is dead, and all try to become the owner by compare-and-set from its identity."
                        + " One of them succeeds; the counter under the lock must come out right.",
        bytes = 128 + Members.BYTES,
        workers = 4,
        faults = Fault.KILL,
        control = "C-016")
public final class TakeOver {

    private static final int COUNTER = 64;
    private static final int MEMBERS = 128;

    private final Slice slice;
    private final Members members;
    private final OwnerLock lock;

    public TakeOver(Slice slice) {
        this.slice = slice;
        this.members = new Members(slice.slice(MEMBERS, Members.BYTES));
        this.lock = new OwnerLock(slice.slice(0, OwnerLock.BYTES), members);
    }

    /** Adds one by load and store, and returns the new value. */
    @Operation(weight = 2)
    public long increment() {
        lock.lock();
        long value = slice.getLong(COUNTER) + 1;
        slice.putLong(COUNTER, value);
        lock.unlock();
        return value;
    }

    /** Adds one and ends as a thread while it owns the lock; returns the new value. */
    @Operation
    public long vanish() {
        lock.lock();
        long value = slice.getLong(COUNTER) + 1;
        slice.putLong(COUNTER, value);
        members.vanish();
        return value;
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment() {
            return ++value;
        }

        public long vanish() {
            return ++value;
        }
    }
}
