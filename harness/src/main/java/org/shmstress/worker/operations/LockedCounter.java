package org.shmstress.worker.operations;

import java.util.List;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedLock.OwnerDiedException;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationShape;

/**
 * A lock as an object with operations: three counters that are incremented under it, one after the other. Whoever owns the lock must
 * find them equal, or must have been told that its former owner died; then it moves on those that were left behind.
 *
 * <p>Assumptions: the lock excludes, and tells of an owner that died. Guarantee: {@link #section} behaves like one increment at one
 * instant, whoever dies where. The argument: a section that has incremented the first counter is completed, by itself or by who takes
 * over, before the next begins; one that has not has done nothing. So a history of calls with values that fit no order of increments,
 * or with {@link #UNEQUAL}, shows a lock that let two in, or let one in untold.
 */
public final class LockedCounter {

    /** What a section returns that found the counters unequal though it was told of nobody's death. */
    public static final long UNEQUAL = -1;

    /** Bytes of the counters. */
    public static final int BYTES = 64;

    /** Names of the steps of a section, to be numbered after those of the lock itself. */
    public static final List<String> STEPS = List.of(
            "the section: it owns the lock and has written nothing",
            "the section: one counter of three is written",
            "the section: two counters of three are written",
            "the section: all is written, the lock is not yet given up");

    /** The operation. */
    public static final OperationShape SECTION =
            new OperationShape("section", "()J", 1, true, List.of(), List.of(), List.of(), List.of());

    private static final int FIRST = 0;
    private static final int SECOND = 8;
    private static final int LAST = 16;

    private final SharedLock lock;
    private final Slice counters;
    private final int worker;
    private final int firstStep;
    private final Witness witness;
    private final Section section = new Section();
    private long result;

    /**
     * A lock and what it protects.
     *
     * @param worker index of the worker
     * @param firstStep number of the section's first step
     * @param witness is told what this worker goes through
     */
    LockedCounter(SharedLock lock, Slice counters, int worker, int firstStep, Witness witness) {
        this.lock = lock;
        this.counters = counters;
        this.worker = worker;
        this.firstStep = firstStep;
        this.witness = witness;
    }

    /** One critical section: the counters' new value, or {@link #UNEQUAL}. */
    public long section() {
        while (true) {
            try {
                lock.runLocked(worker, section);
                return result;
            } catch (OwnerDiedException e) {
                witness.told();
                repair();
                lock.recover(worker);
                lock.unlock(worker);
            }
        }
    }

    /** Notes what a worker goes through at the lock. */
    interface Witness {

        /** It was told that the lock's former owner had died. */
        void told();

        /** It owns the lock and has done nothing yet. */
        void entered();

        /** It owns the lock and will do nothing more. */
        void leaving();
    }

    private final class Section implements SharedLock.Section {

        @Override
        public void update() {
            witness.entered();
            long first = counters.getLong(FIRST);
            long second = counters.getLong(SECOND);
            result = first == second && second == counters.getLong(LAST) ? first + 1 : UNEQUAL;
            at(0);
            counters.putLong(FIRST, first + 1);
            at(1);
            counters.putLong(SECOND, second + 1);
        }

        @Override
        public void lastWrite() {
            at(2);
            counters.putLong(LAST, counters.getLong(LAST) + 1);
            at(3);
            witness.leaving();
        }
    }

    private void at(int step) {
        Steps.at(firstStep + step);
    }

    /** A section that was begun counts as done. Counters that no single death explains stay unequal. */
    private void repair() {
        long first = counters.getLong(FIRST);
        for (int counter : new int[] {SECOND, LAST}) {
            if (counters.getLong(counter) == first - 1) {
                counters.putLong(counter, first);
            }
        }
    }

    /** Increments one after the other. */
    public static final class Model {
        private long value;

        public Model() {}

        public long section() {
            return ++value;
        }
    }
}
