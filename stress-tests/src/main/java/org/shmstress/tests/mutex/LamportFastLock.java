package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * Lamport's fast mutex for three processes: seven accesses when nobody else comes, by loads and stores alone (L. Lamport, A fast mutual
 * exclusion algorithm, ACM TOCS 5(1), 1987, algorithm 2).
 *
 * <p>What can go wrong: one whose x was overwritten waits until all flags are down and then looks whether y still names it. Without that
 * look it enters beside the one whom y names.
 */
@SharedObject(
        title = "Lamport's fast mutex",
        description =
                "Two words in which the last one to come leaves its number, and a flag per process; one who was disturbed waits for"
                        + " all flags and then needs the second word to name it.",
        bytes = 64 * 5,
        workers = 3)
public class LamportFastLock implements SharedLock {

    private static final int PROCESSES = 3;
    private static final int X = 64 * PROCESSES;
    private static final int Y = X + 64;
    private static final int NOBODY = 0;

    private final Slice slice;

    public LamportFastLock(Slice slice) {
        this.slice = slice;
    }

    private static int flag(int process) {
        return 64 * process;
    }

    @Override
    public final void lock(int process) {
        while (!tryLock(process)) {
            awaitWord(Y, NOBODY);
        }
    }

    /** False if the one that y names must have left before another attempt. */
    private boolean tryLock(int process) {
        int me = process + 1;
        slice.putIntVolatile(flag(process), 1);
        slice.putIntVolatile(X, me);
        if (slice.getIntVolatile(Y) != NOBODY) {
            slice.putIntVolatile(flag(process), 0);
            return false;
        }
        slice.putIntVolatile(Y, me);
        if (slice.getIntVolatile(X) == me) {
            return true;
        }
        slice.putIntVolatile(flag(process), 0);
        for (int other = 0; other < PROCESSES; other++) {
            awaitWord(flag(other), 0);
        }
        return isNamed(me);
    }

    private void awaitWord(int offset, int value) {
        int polls = 0;
        while (slice.getIntVolatile(offset) != value) {
            polls = Spin.once(polls);
        }
    }

    /** After all flags were down. */
    boolean isNamed(int me) {
        return slice.getIntVolatile(Y) == me;
    }

    @Override
    public final void unlock(int process) {
        slice.putIntVolatile(Y, NOBODY);
        slice.putIntVolatile(flag(process), 0);
    }

    /** D-034: after all flags were down nobody looks whom y names. */
    @SharedObject(
            title = "Lamport's fast mutex that does not look at y again",
            description =
                    "One who was disturbed waits for all flags to be down and enters, though the second word names another who does the"
                            + " same.",
            bytes = 64 * 5,
            workers = 3,
            defect = "D-034")
    public static final class SkipsTheTestOfY extends LamportFastLock {

        public SkipsTheTestOfY(Slice slice) {
            super(slice);
        }

        @Override
        boolean isNamed(int me) {
            return true;
        }
    }
}
