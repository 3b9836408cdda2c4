package org.shmstress.tests.mutex;

import org.shmstress.api.Slice;
import org.shmstress.posix.Errno;
import org.shmstress.posix.Futex;

/** A 32-bit word of a slice on which processes sleep in the kernel (Linux futex(2), shared between processes). */
public final class FutexWord {

    private final long address;

    /** The word at that offset. */
    public FutexWord(Slice slice, int offset) {
        this.address = slice.virtualAddress() + offset;
    }

    /** Sleeps unless the word has another value. May return for no reason: who was woken looks at the word. */
    public void await(int expected) {
        Futex.await(address, expected);
    }

    /** As {@link #await}; false if the time was over. */
    public boolean awaitNanos(int expected, long nanos) {
        return Futex.awaitNanos(address, expected, nanos) != Errno.ETIMEDOUT;
    }

    /** Wakes one who sleeps, if there is one. */
    public void wakeOne() {
        Futex.wake(address, 1);
    }

    /** Wakes all who sleep. */
    public void wakeAll() {
        Futex.wake(address, Integer.MAX_VALUE);
    }
}
