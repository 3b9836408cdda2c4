package org.shmstress.properties.conformance.memory;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;

/** The futex system call as rows make it. */
final class Futex {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Futex() {}

    /** Begins to sleep for as long as it takes, as long as the word has this value. */
    static Pending wait(Party party, Area word, int expected) {
        return party.begin("syscall", Linux.FUTEX_CALL, word, Linux.WAIT, expected, 0, 0, 0);
    }

    /** Begins to sleep in a wait that only a wake with a common bit ends. */
    static Pending waitBits(Party party, Area word, int bits) {
        return party.begin("syscall", Linux.FUTEX_CALL, word, Linux.WAIT_BITSET, 0, 0, 0, bits);
    }

    /** Wakes so many at the most. */
    static Returned wake(Party party, Area word, int most) {
        return party.call("syscall", Linux.FUTEX_CALL, word, Linux.WAKE, most, 0, 0, 0);
    }

    /** Any operation without a timeout. */
    static Returned call(Party party, Area word, int operation, int value) {
        return party.call("syscall", Linux.FUTEX_CALL, word, operation, value, 0, 0, 0);
    }

    /** A loop that goes on with a wait, which may find another value or be woken for no reason. */
    static Loop waiting(Loop loop, Area word, int expected) {
        return loop.call("syscall", Linux.FUTEX_CALL, word, Linux.WAIT, expected, 0, 0, 0)
                .gives(0L, -1L);
    }

    /** A loop that goes on with a wake of one, if one sleeps. */
    static Loop waking(Loop loop, Area word) {
        return loop.call("syscall", Linux.FUTEX_CALL, word, Linux.WAKE, 1, 0, 0, 0)
                .gives(0L, 1L);
    }

    /** The monotonic clock as a call of the party reads it. */
    static long now(Party party) {
        party.call("clock_gettime", Linux.MONOTONIC, party.scratch(256)).returns(0);
        return party.getLong(party.scratch(256)) * NANOS_PER_SECOND + party.getLong(party.scratch(264));
    }

    /** A {@code struct timespec} in the party's private memory. */
    static Area time(Party party, long nanos) {
        Area time = party.scratch(512);
        party.putLong(time, nanos / NANOS_PER_SECOND);
        party.putLong(time.at(8), nanos % NANOS_PER_SECOND);
        return time;
    }
}
