package org.shmstress.tests.waiting;

import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.FutexWord;

/**
 * A condition variable: a number that each signal advances, and on which waiters sleep.
 *
 * <p>A waiter reads the number while it owns the guard and sleeps only while it is still the same, so a signal given after it has let the
 * guard go is not lost. Waiters may return without a signal meant for them and have to look again at what they wait for.
 */
final class Condition {

    private final Slice slice;
    private final int offset;
    private final FutexWord word;
    private final Guard guard;

    Condition(Slice slice, int offset, Guard guard) {
        this.slice = slice;
        this.offset = offset;
        this.word = new FutexWord(slice, offset);
        this.guard = guard;
    }

    /** Lets the guard go, sleeps until there was a signal, and takes the guard again. */
    void await() {
        int seen = slice.getIntOpaque(offset);
        guard.unlock();
        word.await(seen);
        guard.lock();
    }

    /** As {@link #await()}, but sleeps at most so long. False if that time was over. */
    boolean await(long nanos) {
        int seen = slice.getIntOpaque(offset);
        guard.unlock();
        boolean woken = word.awaitNanos(seen, nanos);
        guard.lock();
        return woken;
    }

    /** Wakes one waiter. The caller owns the guard. */
    void signal() {
        slice.putIntOpaque(offset, slice.getIntOpaque(offset) + 1);
        word.wakeOne();
    }

    /** Wakes all waiters. The caller owns the guard. */
    void broadcast() {
        slice.putIntOpaque(offset, slice.getIntOpaque(offset) + 1);
        word.wakeAll();
    }
}
