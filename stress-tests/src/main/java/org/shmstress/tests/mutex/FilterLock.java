package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * The filter lock, Peterson's for as many processes as its slice has room for, by loads and stores alone (G. L. Peterson, Myths about
 * the mutual exclusion problem, 1981; M. Herlihy and N. Shavit, The Art of Multiprocessor Programming, 2.4).
 *
 * <p>There are n - 1 levels before the section. At each a process says that it is there, makes itself the victim, and waits while it is
 * the victim and another is at this level or a higher one: each level keeps one back.
 *
 * <p>What can go wrong: one who looks for higher levels only does not see its rival at the same level; and unless level and victim are
 * visible to all before the others' levels are read, both can miss each other, as in store buffering.
 */
@SharedObject(
        title = "Filter lock for three processes",
        description = "Two levels, each of which keeps one process back; all accesses are volatile.",
        bytes = 128 * 3,
        workers = 3)
public class FilterLock implements SharedLock {

    private final Slice slice;
    private final int processes;

    public FilterLock(Slice slice) {
        this.slice = slice;
        this.processes = slice.size() / 128;
    }

    private static int level(int process) {
        return 128 * process;
    }

    private static int victim(int level) {
        return 128 * level + 64;
    }

    @Override
    public final void lock(int process) {
        for (int level = 1; level < processes; level++) {
            store(slice, level(process), level);
            store(slice, victim(level), process);
            int polls = 0;
            while (isRivalled(process, level) && load(slice, victim(level)) == process) {
                polls = Spin.once(polls);
            }
        }
    }

    private boolean isRivalled(int process, int level) {
        for (int other = 0; other < processes; other++) {
            if (other != process && isInTheWay(load(slice, level(other)), level)) {
                return true;
            }
        }
        return false;
    }

    boolean isInTheWay(int theirs, int mine) {
        return theirs >= mine;
    }

    void store(Slice words, int offset, int value) {
        words.putIntVolatile(offset, value);
    }

    int load(Slice words, int offset) {
        return words.getIntVolatile(offset);
    }

    @Override
    public final void unlock(int process) {
        slice.putIntRelease(level(process), 0); // pairs with the loads of levels in lock
    }

    /** D-035: a process waits for those at higher levels only. */
    @SharedObject(
            title = "Filter lock that overlooks its own level",
            description =
                    "A rival at the same level is not waited for; both go on to the next level, and at the last one both enter.",
            bytes = 128 * 3,
            workers = 3,
            defect = "D-035")
    public static final class OverlooksItsLevel extends FilterLock {

        public OverlooksItsLevel(Slice slice) {
            super(slice);
        }

        @Override
        boolean isInTheWay(int theirs, int mine) {
            return theirs > mine;
        }
    }

    /** D-036: level and victim are written with release and read with acquire; no full fence stands in between. */
    @SharedObject(
            title = "Filter lock with release and acquire only",
            description =
                    "The stores of level and victim can still be in the store buffer when the other's level is read; both enter. Two"
                            + " processes, one level.",
            bytes = 128 * 2,
            defect = "D-036")
    public static final class ReleaseAcquireOnly extends FilterLock {

        public ReleaseAcquireOnly(Slice slice) {
            super(slice);
        }

        @Override
        void store(Slice words, int offset, int value) {
            words.putIntRelease(offset, value);
        }

        @Override
        int load(Slice words, int offset) {
            return words.getIntAcquire(offset);
        }
    }
}
