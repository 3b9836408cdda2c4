package org.shmstress.properties.regressions;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Strand;

/** The futex system call with numbers from linux/futex.h and asm/unistd.h. */
final class FutexCall {

    static final String CALL = "syscall";
    static final int WAIT = 0;
    static final int WAKE = 1;
    static final int CMP_REQUEUE = 4;
    static final int LOCK_PI = 6;
    static final int UNLOCK_PI = 7;
    static final int WAIT_REQUEUE_PI = 11;
    static final int CMP_REQUEUE_PI = 12;

    /** The state of a word whose owner died. */
    static final int OWNER_DIED = 0x4000_0000;

    /** Somebody waits for the word. */
    static final int WAITERS = 0x8000_0000;

    static final int THREAD_ID = 0x3fff_ffff;

    /** Number of the call. */
    static final int NUMBER = System.getProperty("os.arch").equals("amd64") ? 202 : 98;

    /** {@code futex_waitv} and {@code futex_requeue}, which have the same numbers everywhere. */
    static final int WAIT_VECTOR = 449;

    static final int REQUEUE_2 = 456;

    /** More than any row has waiters. */
    static final int ALL = 100;

    private FutexCall() {}

    static Pending sleep(Strand strand, Area word, int expected) {
        return strand.begin(CALL, NUMBER, word, WAIT, expected, 0, 0, 0);
    }

    static Pending sleep(Party party, Area word, int expected) {
        return party.begin(CALL, NUMBER, word, WAIT, expected, 0, 0, 0);
    }

    static Returned wake(Party party, Area word) {
        return party.call(CALL, NUMBER, word, WAKE, ALL, 0, 0, 0);
    }
}
