package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * Peterson's lock for two processes with volatile accesses and no explicit fence. This is control C-005.
 *
 * <p>What can go wrong: nothing, as long as each access is volatile: those are sequentially consistent (Java Language Specification
 * 17.4), which is all that the algorithm was proved for.
 */
@SharedObject(
        title = "Peterson's lock with volatile accesses",
        description = "Two flags and a turn, each read and written in volatile mode; no explicit fence.",
        bytes = 192,
        control = "C-005")
public class PetersonVolatileLock implements SharedLock {

    private static final int TURN = 128;

    private final Slice slice;

    public PetersonVolatileLock(Slice slice) {
        this.slice = slice;
    }

    private static int flag(int process) {
        return 64 * process;
    }

    @Override
    public final void lock(int process) {
        int other = 1 - process;
        slice.putIntVolatile(flag(process), 1);
        slice.putIntVolatile(TURN, other);
        int polls = 0;
        while (slice.getIntVolatile(flag(other)) == 1 && slice.getIntVolatile(TURN) == other) {
            polls = Spin.once(polls);
        }
    }

    @Override
    public final void unlock(int process) {
        slice.putIntVolatile(flag(process), 0);
    }
}
