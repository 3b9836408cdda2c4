package org.shmstress.tests.mutex;

import java.lang.invoke.VarHandle;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A test-and-test-and-set lock whose waiters leave the word alone: they raise a flag and wait until an owner, who looks at the flag
 * after the release, lowers it.
 *
 * <p>What can go wrong: the owner stores 0 and loads the flag, the waiter stores the flag and loads the word. This is store buffering:
 * unless both have a full fence in between, each can miss the other's store, and the waiter waits for an owner that has gone.
 */
@SharedObject(
        title = "Spin lock with a flag for its waiters",
        description =
                "The owner stores 0, passes a full fence and then looks whether anybody waits; the waiter raises its flag by a"
                        + " volatile store before it looks at the word for the last time.",
        bytes = 128)
public class WaiterFlagLock implements SharedLock {

    private static final int WORD = 0;
    private static final int WAITERS = 64;

    private final Slice slice;

    public WaiterFlagLock(Slice slice) {
        this.slice = slice;
    }

    @Override
    public void lock(int process) {
        while (!tryLock()) {
            slice.putIntVolatile(WAITERS, 1);
            if (tryLock()) {
                return;
            }
            int polls = 0;
            while (slice.getIntAcquire(WAITERS) == 1) { // pairs with unlock
                polls = Spin.once(polls);
            }
        }
    }

    private boolean tryLock() {
        return slice.getIntVolatile(WORD) == 0 && slice.compareAndSetInt(WORD, 0, 1);
    }

    @Override
    public void unlock(int process) {
        slice.putIntRelease(WORD, 0); // pairs with the compare-and-set in tryLock
        fence();
        if (slice.getIntOpaque(WAITERS) == 1) {
            slice.putIntRelease(WAITERS, 0); // pairs with the loop in lock
        }
    }

    void fence() {
        VarHandle.fullFence();
    }

    /** D-008: no full fence between the release and the look at the waiters' flag. */
    @SharedObject(
            title = "Spin lock that looks for waiters too early",
            description =
                    "The store that releases the word can still be in the store buffer when the waiters' flag is read; one who"
                            + " raises the flag at that moment sees the lock owned and waits for ever.",
            bytes = 128,
            defect = "D-008")
    public static final class NoFence extends WaiterFlagLock {

        public NoFence(Slice slice) {
            super(slice);
        }

        @Override
        void fence() {}
    }
}
