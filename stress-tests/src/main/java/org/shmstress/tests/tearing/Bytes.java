package org.shmstress.tests.tearing;

/**
 * Tells how much of a value that is being overwritten has arrived. The old value is all zero bytes, the new one repeats one
 * byte that makes neither a float nor a double a NaN, whose bits a processor may change.
 */
final class Bytes {

    static final byte NEW_BYTE = 0x3F;
    static final long NEW_LONG = 0x3F3F_3F3F_3F3F_3F3FL;
    static final int NEW_INT = (int) NEW_LONG;
    static final short NEW_SHORT = (short) NEW_LONG;
    static final char NEW_CHAR = (char) NEW_LONG;

    /** The states, small so that they read well in outcome tables. */
    static final int OLD = 0;

    static final int NEW = 1;
    static final int MIXED = 2;
    static final int ALIEN = 3;

    private static final int BITS_OF_A_BYTE = 8;

    private Bytes() {}

    /**
     * State of the bytes {@code from} (inclusive) to {@code to} (exclusive), counted from the lowest address, of a value that a
     * little-endian processor loaded into the low bits of {@code seen}.
     */
    static int state(long seen, int from, int to) {
        long mask = (-1L >>> (Long.SIZE - BITS_OF_A_BYTE * (to - from))) << (BITS_OF_A_BYTE * from);
        long part = seen & mask;
        if (part == 0) {
            return OLD;
        }
        return part == (NEW_LONG & mask) ? NEW : mixture(seen, from, to);
    }

    /** State of a whole array. */
    static int state(byte[] seen) {
        int arrived = 0;
        for (byte b : seen) {
            if (b == NEW_BYTE) {
                arrived++;
            } else if (b != 0) {
                return ALIEN;
            }
        }
        if (arrived == 0) {
            return OLD;
        }
        return arrived == seen.length ? NEW : MIXED;
    }

    private static int mixture(long seen, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = (byte) (seen >>> (BITS_OF_A_BYTE * i));
            if (b != 0 && b != NEW_BYTE) {
                return ALIEN;
            }
        }
        return MIXED;
    }
}
