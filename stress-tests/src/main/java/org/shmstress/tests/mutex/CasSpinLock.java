package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * The smallest lock: one word, 0 when free, 1 when owned.
 *
 * <p>What can go wrong: seeing 0 and storing 1 must be one step. Acquisition synchronises with the release of the former
 * owner, so the section cannot begin before it nor end after it.
 */
@SharedObject(
        title = "Spin lock, taken by one compare-and-set",
        description = "One word is changed from 0 to 1 by compare-and-set and stored back with release.",
        bytes = 4)
public class CasSpinLock implements SharedLock {

    private static final int WORD = 0;

    private final Slice slice;

    public CasSpinLock(Slice slice) {
        this.slice = slice;
    }

    @Override
    public void lock(int process) {
        int polls = 0;
        while (!tryAcquire(slice)) {
            polls = Spin.once(polls);
        }
    }

    boolean tryAcquire(Slice word) {
        return word.getIntOpaque(WORD) == 0 && word.compareAndSetInt(WORD, 0, 1);
    }

    @Override
    public void unlock(int process) {
        slice.putIntRelease(WORD, 0); // pairs with the compare-and-set in tryAcquire
    }

    /** D-001: a load that sees 0 and a store of 1 in place of one exchange; two processes can both see 0. */
    @SharedObject(
            title = "Spin lock that tests, then sets",
            description =
                    "The word is read, found to be 0 and then stored; another process can do the same in between.",
            bytes = 4,
            defect = "D-001")
    public static final class CheckThenSet extends CasSpinLock {

        public CheckThenSet(Slice slice) {
            super(slice);
        }

        @Override
        boolean tryAcquire(Slice word) {
            if (word.getIntAcquire(WORD) != 0) {
                return false;
            }
            word.putIntRelease(WORD, 1);
            return true;
        }
    }
}
