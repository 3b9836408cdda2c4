package org.shmstress.judge;

/** Spreads keys over tables whose sizes are powers of two. */
final class Hashing {

    private Hashing() {}

    /** Finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    static long mix(long key) {
        long z = key + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
