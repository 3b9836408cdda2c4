package org.shmstress.tests.barriers;

import org.shmstress.api.Slice;

/** How often each party has arrived at a barrier, by which it is seen that one went on before another had come. */
final class Arrivals {

    private static final int LINE = 64;

    private final Slice slice;
    private final int parties;

    Arrivals(Slice slice, int offset, int parties) {
        this.slice = slice.slice(offset, bytes(parties));
        this.parties = parties;
    }

    static int bytes(int parties) {
        return LINE * parties;
    }

    /** Counts an arrival; returns its number. Plain: the barrier has to make it visible to whoever goes on. */
    int arrive(int party) {
        int number = slice.getInt(LINE * party) + 1;
        slice.putInt(LINE * party, number);
        return number;
    }

    /** How many have not arrived that often: 0 behind a barrier. */
    int missing(int number) {
        int missing = 0;
        for (int party = 0; party < parties; party++) {
            missing += slice.getInt(LINE * party) - number < 0 ? 1 : 0;
        }
        return missing;
    }
}
