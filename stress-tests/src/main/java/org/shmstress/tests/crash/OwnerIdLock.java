package org.shmstress.tests.crash;

import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.membership.Members;
import org.shmstress.tests.membership.OwnerLock;

/**
 * A counter under a lock whose word is the owner's identity; owners are killed. Control C-003.
 *
 * <p>What can go wrong: an owner dies and the lock does not say who it was, so nobody dares to take it; or two survivors take it, or one
 * takes it from an owner who lives, and an increment is lost. Right is that a death at any instant leaves a lock that one survivor takes
 * over. The counter is one word, so there is nothing to mend.
 */
@SharedObject(
        title = "Lock that names its owner: the owner is killed",
        description =
                "The lock's word is the owner's identity, set by compare-and-set. Survivors who see that the owner is dead"
                        + " take over by compare-and-set from that identity; the counter that it protects must come out right.",
        bytes = OwnerIdLock.SIZE,
        workers = 3,
        faults = Fault.KILL,
        control = "C-003")
public class OwnerIdLock extends OwnerLock {

    static final int SIZE = 128 + Members.BYTES;

    private static final int COUNTER = 64;
    private static final int MEMBERS = 128;

    private final Slice slice;

    public OwnerIdLock(Slice slice) {
        super(slice.slice(0, OwnerLock.BYTES), new Members(slice.slice(MEMBERS, Members.BYTES)));
        this.slice = slice;
    }

    /** Adds one by load and store, and returns the new value. */
    @Operation(weight = 3)
    public final long increment() {
        lock();
        long value = slice.getLong(COUNTER) + 1;
        slice.putLong(COUNTER, value);
        unlock();
        return value;
    }

    /** The value. */
    @Operation
    public final long get() {
        lock();
        long value = slice.getLong(COUNTER);
        unlock();
        return value;
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public final long increment() {
            return ++value;
        }

        public final long get() {
            return value;
        }
    }

    /** D-019: the owner's identity is stored in a second word after the lock was taken; a death in between leaves a lock without owner. */
    @SharedObject(
            title = "Lock that names its owner a step after it was taken",
            description =
                    "The lock word is set to 1 by compare-and-set and the owner stored afterwards in a second word;"
                            + " who dies in between leaves a lock that is held by nobody, and survivors wait for ever.",
            bytes = OwnerIdLock.SIZE,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-019")
    public static final class NamedAfterwards extends OwnerIdLock {

        private static final int HELD = 8;

        public NamedAfterwards(Slice slice) {
            super(slice);
        }

        @Override
        protected boolean claim(Slice words, long self) {
            if (words.getLongOpaque(HELD) != 0 || !words.compareAndSetLong(HELD, 0, 1)) {
                return false;
            }
            Crash.here("held, owner not yet named");
            words.putLongOpaque(OWNER, self);
            return true;
        }

        @Override
        protected void release(Slice words) {
            words.putLongOpaque(OWNER, 0);
            words.putLongRelease(HELD, 0); // pairs with the compare-and-set in claim
        }
    }
}
