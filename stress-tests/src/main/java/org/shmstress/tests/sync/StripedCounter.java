package org.shmstress.tests.sync;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A counter with a cell per process: each adds to its own, in plain mode, and who wants the sum reads all of them.
 *
 * <p>What looks wrong and is not: increments are loads and stores, but of a cell that nobody else writes; an estimate is stale, and
 * says no more than that there were so many at least. No increment is lost, and a sum lies between the counts at its beginning and its end.
 *
 * <p>It is the control C-014.
 */
@SharedObject(
        title = "Counter with a cell per process",
        description = "Plain increments of a cell of one's own; estimates may be stale, sums are exact.",
        bytes = 128,
        control = "C-014")
public class StripedCounter {

    private static final int CELLS = 2;
    private static final int STALE_FOR = 8;

    private final Slice cells;
    private long estimate;
    private int age;

    public StripedCounter(Slice cells) {
        this.cells = cells;
    }

    /** Adds one. */
    @Operation(weight = 4)
    public void increment(@Worker int process) {
        cells.putLongOpaque(cell(process), cells.getLong(cell(process)) + 1);
    }

    /** All cells. */
    @Operation
    public long sum() {
        long sum = 0;
        for (int process = 0; process < CELLS; process++) {
            sum += cells.getLongOpaque(cell(process));
        }
        return sum;
    }

    /** Whether an old sum, taken again now and then, is as documented: never above the present one. */
    @Operation
    public boolean isEstimateBelowSum() {
        if (age++ % STALE_FOR == 0) {
            estimate = sum();
        }
        return estimate <= sum();
    }

    private static int cell(int process) {
        return process * 64;
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public void increment(int process) {
            value++;
        }

        public long sum() {
            return value;
        }

        public boolean isEstimateBelowSum() {
            return true;
        }
    }
}
