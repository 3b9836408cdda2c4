package org.shmstress.tests.sync;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A counter of 64 bits in two words of 32, for machines without wider ones: one process advances it, all read it.
 *
 * <p>What can go wrong: when the low half wraps, a reader may see it before the carry has reached the high half, and the counter goes
 * back by 2^32. Here the carry is announced before and the reader compares; after Lamport, Concurrent reading and writing of clocks,
 * ACM TOCS 8 (1990).
 *
 * <pre>
 * offset  width  name       written by  read by  ordering
 * 0       4      announced  worker 0    all      release, acquire: the high half that will be or is
 * 4       4      low        worker 0    all      release, acquire
 * 8       4      high       worker 0    all      release, acquire
 * </pre>
 */
@SharedObject(
        title = "64-bit counter in two halves",
        description = "The carry is announced before the low half wraps; readers that meet one read again.",
        bytes = 12)
public class TwoHalfCounter {

    /** So large that the low half wraps every 16 steps. */
    private static final int STEP = 1 << 28;

    private static final int ANNOUNCED = 0;
    private static final int LOW = 4;
    private static final int HIGH = 8;

    private final Slice slice;

    public TwoHalfCounter(Slice slice) {
        this.slice = slice;
    }

    /** Adds 2^28. */
    @Operation(workers = 0)
    public void advance() {
        int low = slice.getInt(LOW) + STEP; // its only writer
        if (low == 0) {
            slice.putIntRelease(ANNOUNCED, slice.getInt(HIGH) + 1);
        }
        slice.putIntRelease(LOW, low); // pairs with read: who sees the low half wrapped sees the announcement
        if (low == 0) {
            slice.putIntRelease(HIGH, slice.getInt(HIGH) + 1); // pairs with read: who sees the carry sees the low half
        }
    }

    /** The counter. */
    @Operation(workers = 1)
    public long read() {
        while (true) {
            int high = slice.getIntAcquire(HIGH); // pairs with advance
            int low = slice.getIntAcquire(LOW); // pairs with advance
            if (isSettled(slice, high)) {
                return (long) high << Integer.SIZE | Integer.toUnsignedLong(low);
            }
            Thread.onSpinWait();
        }
    }

    boolean isSettled(Slice counter, int high) {
        return counter.getIntAcquire(ANNOUNCED) == high;
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public void advance() {
            value += STEP;
        }

        public long read() {
            return value;
        }
    }

    /** D-109: the reader does not look whether a carry was under way. */
    @SharedObject(
            title = "64-bit counter in two halves, read once",
            description =
                    "The low half wraps before the carry reaches the high half, and the reader does not read again.",
            bytes = 12,
            defect = "D-109")
    public static final class ReadOnce extends TwoHalfCounter {

        public ReadOnce(Slice slice) {
            super(slice);
        }

        @Override
        boolean isSettled(Slice counter, int high) {
            return true;
        }
    }
}
