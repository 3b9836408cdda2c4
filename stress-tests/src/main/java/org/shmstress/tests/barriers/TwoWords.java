package org.shmstress.tests.barriers;

import org.shmstress.api.Slice;

/** What the read-write locks here protect: two words that writers store one after the other, always with the same value. */
final class TwoWords {

    static final int BYTES = 128;

    /** What a reader gets who saw a writer at work. */
    static final long TORN = -1;

    private final Slice slice;

    TwoWords(Slice slice, int offset) {
        this.slice = slice.slice(offset, BYTES);
    }

    long read() {
        long first = slice.getLong(0);
        return first == slice.getLong(64) ? first : TORN;
    }

    void write(long value) {
        slice.putLong(0, value);
        slice.putLong(64, value);
    }
}
