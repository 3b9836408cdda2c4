package org.shmstress.worker.operations;

/** The generator of what must cost next to nothing: xorshift64 (Marsaglia, Xorshift RNGs, 2003). */
final class Xorshift {

    private Xorshift() {}

    /** A first state, never 0; streams of the same seed have nothing to do with each other. */
    static long state(long seed, int stream) {
        return seed * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L | 1;
    }

    /** A random number that all workers have in common, of a moment that they all number alike, whoever came later. */
    static long common(long seed, long moment) {
        return next(next(state(seed + moment * 0xA0761D6478BD642FL, 0)));
    }

    /** The state after this one. */
    static long next(long state) {
        long x = state ^ state << 13;
        x ^= x >>> 7;
        return x ^ x << 17;
    }
}
