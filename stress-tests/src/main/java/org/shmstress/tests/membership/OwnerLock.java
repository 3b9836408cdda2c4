package org.shmstress.tests.membership;

import org.shmstress.api.Slice;

/**
 * A lock whose word is its owner's identity, 0 when it is free.
 *
 * <p>The argument: owning and saying who owns are one compare-and-set, so at whatever instant the owner dies, the word names a dead one.
 * Whoever sees that takes over by compare-and-set from that identity. Identities are given out once, so of several who try exactly one
 * succeeds, and nobody takes the lock from an owner who came later.
 */
public class OwnerLock implements RobustLock {

    /** Size in bytes. */
    public static final int BYTES = 16;

    /** Where the owner's identity is. */
    protected static final int OWNER = 0;

    private final Slice slice;
    private final Members members;

    /** A lock in zeroed bytes, among these members. */
    public OwnerLock(Slice slice, Members members) {
        this.slice = slice;
        this.members = members;
    }

    @Override
    public final boolean lock() {
        Patience patience = new Patience();
        while (!claim(slice, members.self())) {
            if (patience.isOver() && takeOver()) {
                return true;
            }
        }
        return false;
    }

    /** Takes the lock if it is free, and says whose it is then. */
    protected boolean claim(Slice word, long self) {
        return word.getLongOpaque(OWNER) == 0 && word.compareAndSetLong(OWNER, 0, self);
    }

    private boolean takeOver() {
        long owner = slice.getLongOpaque(OWNER);
        return owner != 0 && members.isDead(owner) && slice.compareAndSetLong(OWNER, owner, members.self());
    }

    @Override
    public final void unlock() {
        release(slice);
    }

    /** Frees the lock. */
    protected void release(Slice word) {
        word.putLongRelease(OWNER, 0); // pairs with the compare-and-set in claim
    }
}
