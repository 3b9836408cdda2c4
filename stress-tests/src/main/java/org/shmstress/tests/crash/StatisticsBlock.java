package org.shmstress.tests.crash;

import java.lang.invoke.VarHandle;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A count and a sum that one process keeps and another reads, between a number of updates begun and one of updates ended. The writer
 * keeps the values from before the update until it has ended.
 *
 * <p>What can go wrong: a writer that dies in the middle leaves more updates begun than ended, and a reader that waits for the two to be
 * the same waits for ever. Here it returns the values from before: the update has not happened yet, or never will.
 *
 * <pre>
 * offset  width  name      ordering
 * 0       8      begun     release after the values before were saved, acquire
 * 8       8      ended     release after the update, acquire
 * 64      8, 8   present   plain: count, sum; whole while begun is ended
 * 128     8, 8   before    plain: count, sum; whole while begun is not ended
 * </pre>
 */
@SharedObject(
        title = "Statistics block whose writer is killed between begin and end",
        description =
                "Readers take the values from before an update that does not end; the writer's successor begins from them.",
        bytes = 192,
        faults = Fault.KILL)
public class StatisticsBlock {

    private static final int BEGUN = 0;
    private static final int ENDED = 8;
    private static final int PRESENT = 64;
    private static final int BEFORE = 128;
    private static final int SUM = 8;
    private static final int COUNT_BITS = 16;

    private final Slice slice;

    public StatisticsBlock(Slice slice) {
        this.slice = slice;
    }

    /** Counts a value and adds it to the sum. */
    @Operation(workers = 0)
    public void record(@Unique long value) {
        long begun = slice.getLong(BEGUN); // its only writer
        if (begun == slice.getLong(ENDED)) {
            begun++;
            VarHandle.releaseFence(); // pairs with before's: who reads what is saved now sees that the last update has
            // ended
            slice.putLong(BEFORE, slice.getLong(PRESENT));
            slice.putLong(BEFORE + SUM, slice.getLong(PRESENT + SUM));
            slice.putLongRelease(BEGUN, begun); // pairs with read: the values before are saved
            VarHandle.releaseFence(); // pairs with read's: who reads what is written now sees that an update has begun
        }
        slice.putLong(PRESENT, slice.getLong(BEFORE) + 1);
        slice.putLong(PRESENT + SUM, slice.getLong(BEFORE + SUM) + value);
        slice.putLongRelease(ENDED, begun); // pairs with read: the values are written
    }

    /** Count and sum in one number. */
    @Operation(workers = 1)
    public long read() {
        while (true) {
            long ended = slice.getLongAcquire(ENDED); // pairs with record
            long present = values(PRESENT);
            VarHandle.acquireFence(); // pairs with record's second one
            if (slice.getLongAcquire(BEGUN) == ended) { // pairs with record
                return present;
            }
            long before = values(BEFORE);
            VarHandle.acquireFence(); // pairs with record's first one
            if (slice.getLongOpaque(ENDED) == ended && mayBeBefore()) {
                return before;
            }
            Thread.onSpinWait();
        }
    }

    /** Whether the values from before an update that is under way will do. */
    boolean mayBeBefore() {
        return true;
    }

    private long values(int at) {
        return slice.getLong(at + SUM) << COUNT_BITS | slice.getLong(at);
    }

    /** Count and sum. */
    public static final class Model {
        private long count;
        private long sum;

        public void record(long value) {
            count++;
            sum += value;
        }

        public long read() {
            return sum << COUNT_BITS | count;
        }
    }

    /** D-116: the reader waits until as many updates have ended as have begun. */
    @SharedObject(
            title = "Statistics block whose readers wait for a dead writer",
            description =
                    "A writer that is killed between begin and end leaves more updates begun than ended; readers wait for ever.",
            bytes = 192,
            faults = Fault.KILL,
            defect = "D-116")
    public static final class WaitsForEnd extends StatisticsBlock {

        public WaitsForEnd(Slice slice) {
            super(slice);
        }

        @Override
        boolean mayBeBefore() {
            return false;
        }
    }
}
