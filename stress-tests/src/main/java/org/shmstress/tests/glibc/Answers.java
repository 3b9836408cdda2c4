package org.shmstress.tests.glibc;

import org.shmstress.posix.Errno;

/** What the objects here do with an answer of the library that they cannot use. */
final class Answers {

    private Answers() {}

    static void require(Errno expected, Errno answer, String call) {
        if (answer != expected) {
            throw new IllegalStateException(call + " answered " + answer + ", not " + expected);
        }
    }

    static void requireNone(Errno answer, String call) {
        require(Errno.NONE, answer, call);
    }
}
