package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A test-and-test-and-set lock that is tried a bounded number of times; the caller cleans up in {@code finally} and tries again later.
 *
 * <p>What can go wrong: {@code finally} also runs when the lock was not obtained, and must not release it then: it is somebody else's.
 */
@SharedObject(
        title = "Spin lock, tried a bounded number of times",
        description = "One word, tried a few times and released in finally if it was obtained.",
        bytes = 4)
public class BoundedTryLock implements SharedLock {

    private static final int WORD = 0;
    private static final int TRIES = 16;

    private final Slice slice;

    public BoundedTryLock(Slice slice) {
        this.slice = slice;
    }

    @Override
    public final void runLocked(int process, Section section) {
        int polls = 0;
        while (!tryRun(process, section)) {
            polls = Spin.once(polls);
        }
    }

    private boolean tryRun(int process, Section section) {
        boolean obtained = false;
        try {
            obtained = tryLock();
            if (obtained) {
                section.update();
                section.lastWrite();
            }
            return obtained;
        } finally {
            cleanUp(process, obtained);
        }
    }

    void cleanUp(int process, boolean obtained) {
        if (obtained) {
            unlock(process);
        }
    }

    private boolean tryLock() {
        for (int tries = 0; tries < TRIES; tries = Spin.once(tries)) {
            if (slice.getIntOpaque(WORD) == 0 && slice.compareAndSetInt(WORD, 0, 1)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public final void lock(int process) {
        int polls = 0;
        while (!tryLock()) {
            polls = Spin.once(polls);
        }
    }

    @Override
    public final void unlock(int process) {
        slice.putIntRelease(WORD, 0); // pairs with the compare-and-set in tryLock
    }

    /** D-005: the cleanup releases the lock also when it was not obtained. */
    @SharedObject(
            title = "Bounded try lock that releases what it did not obtain",
            description = "A process whose tries are used up releases the lock in finally, while another one owns it.",
            bytes = 4,
            defect = "D-005")
    public static final class ReleasesAnyway extends BoundedTryLock {

        public ReleasesAnyway(Slice slice) {
            super(slice);
        }

        @Override
        void cleanUp(int process, boolean obtained) {
            unlock(process);
        }
    }
}
