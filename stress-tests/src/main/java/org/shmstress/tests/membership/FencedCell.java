package org.shmstress.tests.membership;

import org.shmstress.api.Slice;

/**
 * A number that remembers the token of its last writer, and refuses older ones (M. Kleppmann, How to do distributed locking, 2016;
 * fencing tokens). Token and number share a word, so checking the one and writing the other is one compare-and-set from {@link #word} to {@code word}. Tokens
 * are below 2^43, enough for nanoseconds of two hours, numbers below 2^20.
 */
final class FencedCell {

    /** Size in bytes. */
    static final int BYTES = 8;

    private static final int TOKEN_SHIFT = 20;
    private static final long NUMBER = (1L << TOKEN_SHIFT) - 1;

    private final Slice word;

    FencedCell(Slice word) {
        this.word = word;
    }

    /** The number. */
    long acquireNumber() {
        return word.getLongAcquire(0) & NUMBER; // pairs with whoever wrote it
    }

    /**
     * From now on older tokens are refused.
     *
     * @return false if this one is older than another that was here
     */
    boolean admit(long token) {
        long seen = word.getLongAcquire(0);
        while (seen >>> TOKEN_SHIFT < token) {
            if (word.compareAndSetLong(0, seen, word(token, seen & NUMBER))) {
                return true;
            }
            seen = word.getLongAcquire(0);
        }
        return seen >>> TOKEN_SHIFT == token;
    }

    /** The word of a token and a number. */
    static long word(long token, long number) {
        return token << TOKEN_SHIFT | number;
    }
}
