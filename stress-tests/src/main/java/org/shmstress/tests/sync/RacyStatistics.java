package org.shmstress.tests.sync;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A last value and a greatest value that all processes write in plain mode, documented as approximate.
 *
 * <p>What looks wrong and is not: a greater value may be overwritten by a smaller one that was compared before. All that is promised is
 * that what is read was recorded by somebody, as a whole: each value is kept four times over in its word, which shows that.
 *
 * <p>It is the control C-015.
 */
@SharedObject(
        title = "Approximate statistics by plain stores",
        description =
                "The last value may be an older one and the greatest may be forgotten, but each was really recorded.",
        bytes = 16,
        control = "C-015")
public class RacyStatistics {

    private static final int LAST = 0;
    private static final int GREATEST = 8;
    private static final long FOUR_TIMES = 0x0001_0001_0001_0001L;

    private final Slice slice;

    public RacyStatistics(Slice slice) {
        this.slice = slice;
    }

    /** Records a value. */
    @Operation
    public void record(@Unique long value) {
        slice.putLong(LAST, value * FOUR_TIMES);
        if (value > (slice.getLong(GREATEST) & 0xFFFF)) {
            slice.putLong(GREATEST, value * FOUR_TIMES);
        }
    }

    /** Whether the last value is one that somebody recorded. */
    @Operation
    public boolean isLastRecorded() {
        return isWhole(slice.getLong(LAST));
    }

    /** Whether the greatest value is one that somebody recorded. */
    @Operation
    public boolean isGreatestRecorded() {
        return isWhole(slice.getLong(GREATEST));
    }

    private static boolean isWhole(long word) {
        return word == (word & 0xFFFF) * FOUR_TIMES;
    }

    /** What is promised. */
    public static final class Model {

        public void record(long value) {}

        public boolean isLastRecorded() {
            return true;
        }

        public boolean isGreatestRecorded() {
            return true;
        }
    }
}
