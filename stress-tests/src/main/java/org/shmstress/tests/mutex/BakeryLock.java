package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * Lamport's bakery for three processes, by loads and stores alone (L. Lamport, A new solution of Dijkstra's concurrent programming
 * problem, CACM 17(8), 1974).
 *
 * <p>Each takes a number higher than all it sees, and waits for all lower ones; of equal ones the lower process goes first.
 *
 * <p>What can go wrong: one who has seen all numbers but not yet taken its own looks as if it did not want in. The flag says that it
 * chooses; without it a process with the same number and a lower index comes in late, and both enter.
 */
@SharedObject(
        title = "Lamport's bakery",
        description = "Numbers are chosen under a flag for which all others wait; the lowest number goes first.",
        bytes = 128 * 3,
        workers = 3)
public class BakeryLock implements SharedLock {

    private static final int PROCESSES = 3;

    private final Slice slice;

    public BakeryLock(Slice slice) {
        this.slice = slice;
    }

    private static int choosing(int process) {
        return 128 * process;
    }

    private static int number(int process) {
        return 128 * process + 64;
    }

    @Override
    public final void lock(int process) {
        beginToChoose(process);
        long mine = highest() + 1;
        slice.putLongVolatile(number(process), mine);
        slice.putIntVolatile(choosing(process), 0);
        for (int other = 0; other < PROCESSES; other++) {
            if (other != process) {
                awaitChoice(other);
                awaitOneAhead(other, process, mine);
            }
        }
    }

    void beginToChoose(int process) {
        slice.putIntVolatile(choosing(process), 1);
    }

    private long highest() {
        long highest = 0;
        for (int process = 0; process < PROCESSES; process++) {
            highest = Math.max(highest, slice.getLongVolatile(number(process)));
        }
        return highest;
    }

    private void awaitChoice(int other) {
        int polls = 0;
        while (slice.getIntVolatile(choosing(other)) == 1) {
            polls = Spin.once(polls);
        }
    }

    private void awaitOneAhead(int other, int process, long mine) {
        int polls = 0;
        while (isAhead(slice.getLongVolatile(number(other)), other, mine, process)) {
            polls = Spin.once(polls);
        }
    }

    private static boolean isAhead(long theirs, int other, long mine, int process) {
        return theirs != 0 && (theirs < mine || (theirs == mine && other < process));
    }

    @Override
    public final void unlock(int process) {
        slice.putLongVolatile(number(process), 0);
    }

    /** D-033: nobody says that it is choosing. */
    @SharedObject(
            title = "Bakery without the flag for choosing",
            description =
                    "Two processes take the same number; the one that stores it late, with the lower index, is overlooked by the other,"
                            + " and both enter.",
            bytes = 128 * 3,
            workers = 3,
            defect = "D-033")
    public static final class ChoosesUnseen extends BakeryLock {

        public ChoosesUnseen(Slice slice) {
            super(slice);
        }

        @Override
        void beginToChoose(int process) {}
    }
}
