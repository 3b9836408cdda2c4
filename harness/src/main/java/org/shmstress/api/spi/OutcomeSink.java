package org.shmstress.api.spi;

/**
 * Takes the raw outcomes of one setting. A generated tally either adds to {@link #packed} or fills {@link #words} and calls
 * {@link #exact}; every slot does one of the two exactly once, so that the counts add up to the slots.
 */
public abstract class OutcomeSink {

    /** Number of interleaved copies of the packed counters: neighbouring slots must not wait for each other's increment. */
    public static final int LANES = 4;

    /** Counters per lane. */
    public static final int LANE_SIZE = 256;

    /**
     * Counters of small outcomes. With {@code b} bits per result field the outcome whose field values, each plus one, are
     * {@code p0, p1, …} (all below {@code 1 << b}) of slot {@code i} counts in {@code (i % LANES) * LANE_SIZE + (p0 << b | p1 …)}.
     */
    public final int[] packed = new int[LANES * LANE_SIZE];

    /** Slots whose small results are stored, and counted, in one go. */
    public static final int GROUP = 8;

    /** Every byte 1: the code of a result that is 0, for all slots of a group. */
    public static final long ZERO_CODES = 0x0101010101010101L;

    /** Stands in the place of a result's code when the result does not lie between -1 and 126. */
    public static final int NO_CODE = 128;

    /** Raw result words of the slot at hand. */
    public final long[] words;

    protected OutcomeSink(int resultFields) {
        words = new long[resultFields];
    }

    /** Counts the outcome in {@link #words}. */
    public abstract void exact();

    /** Counts the small outcomes of a group of slots, one a byte, each as in {@link #packed}. */
    public final void countGroup(long outcomes) {
        packed[(int) outcomes & 255]++;
        packed[LANE_SIZE + ((int) (outcomes >>> 8) & 255)]++;
        packed[2 * LANE_SIZE + ((int) (outcomes >>> 16) & 255)]++;
        packed[3 * LANE_SIZE + ((int) (outcomes >>> 24) & 255)]++;
        packed[(int) (outcomes >>> 32) & 255]++;
        packed[LANE_SIZE + ((int) (outcomes >>> 40) & 255)]++;
        packed[2 * LANE_SIZE + ((int) (outcomes >>> 48) & 255)]++;
        packed[3 * LANE_SIZE + (int) (outcomes >>> 56)]++;
    }

    /**
     * Bits per result field in the packed counters; 0 means that a test has too many fields for them.
     *
     * @param resultFields number of result fields, at least 1
     */
    public static int packedBits(int resultFields) {
        return switch (resultFields) {
            case 1 -> 8;
            case 2 -> 4;
            case 3, 4 -> 2;
            default -> 0;
        };
    }
}
