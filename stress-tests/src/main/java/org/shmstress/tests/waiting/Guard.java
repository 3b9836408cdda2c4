package org.shmstress.tests.waiting;

import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.Spin;

/** A spin lock in a word of a slice, for the few lines in which an object changes its state. */
public final class Guard {

    private final Slice slice;
    private final int offset;

    /** The lock in the word at that offset, 0 when free. */
    public Guard(Slice slice, int offset) {
        this.slice = slice;
        this.offset = offset;
    }

    /** Returns when the caller owns it. */
    public void lock() {
        int polls = 0;
        while (!slice.compareAndSetInt(offset, 0, 1)) {
            polls = Spin.once(polls);
        }
    }

    /** Gives it up. */
    public void unlock() {
        slice.putIntRelease(offset, 0); // pairs with the compare-and-set in lock
    }
}
