package org.shmstress.tests.mutex;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A lock that is tried, never waited for. This is the control "{@code tryLock} right after a release-unlock": a correct lock whose
 * release is not a full fence.
 *
 * <p>What can go wrong: here, in the tester. The store that frees the lock may wait in the store buffer while the caller of unlock is told
 * that it is done and the time is noted; another who tries the lock then finds it owned. Whoever compares times must note them behind
 * that store, or blames this lock for nothing.
 */
@SharedObject(
        title = "Lock that is tried right after it was released",
        description =
                "One word, taken by one compare-and-set and freed by a release store; once unlock has returned, a try must succeed.",
        bytes = 4)
public final class TryLock {

    private static final int WORD = 0;

    private final Slice slice;

    public TryLock(Slice slice) {
        this.slice = slice;
    }

    /** Takes the lock if it is free. */
    @Operation
    public boolean tryLock(@Worker int worker) {
        return slice.compareAndSetInt(WORD, 0, worker + 1);
    }

    /** Frees the lock if this worker owns it. */
    @Operation
    public boolean unlock(@Worker int worker) {
        if (slice.getInt(WORD) != worker + 1) {
            return false;
        }
        slice.putIntRelease(WORD, 0); // pairs with the compare-and-set in tryLock
        return true;
    }

    /** Who owns it, from 1; 0 if it is free. */
    public static final class Model {
        private int owner;

        public boolean tryLock(int worker) {
            if (owner != 0) {
                return false;
            }
            owner = worker + 1;
            return true;
        }

        public boolean unlock(int worker) {
            if (owner != worker + 1) {
                return false;
            }
            owner = 0;
            return true;
        }
    }
}
