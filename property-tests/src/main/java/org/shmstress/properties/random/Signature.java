package org.shmstress.properties.random;

/**
 * Who wrote a byte, kept in the byte itself: the upper half is the worker's index plus one, the lower half the value. Zero is
 * nobody's.
 */
final class Signature {

    private static final long LOWER_HALVES = 0x0f0f0f0f0f0f0f0fL;
    private static final long ONE_IN_UPPER_HALVES = 0x1010101010101010L;

    private Signature() {}

    /** The value with the worker's signature on every byte; zero stays zero. */
    static long sign(int worker, long value) {
        return value == 0 ? 0 : value & LOWER_HALVES | (worker + 1) * ONE_IN_UPPER_HALVES;
    }

    /** Whether any byte was written by another worker. */
    static boolean isForeign(int worker, long value) {
        for (long rest = value; rest != 0; rest >>>= 8) {
            long signer = rest >>> 4 & 0xf;
            if (signer != 0 && signer != worker + 1) {
                return true;
            }
        }
        return false;
    }
}
