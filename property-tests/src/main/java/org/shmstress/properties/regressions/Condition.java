package org.shmstress.properties.regressions;

import org.shmstress.protocol.CannotRunException;

/** What a row needs beside the capabilities of the contract's rows; with those, the only reasons for which one is skipped. */
enum Condition {
    /** No release of the component ever had it, only development in between, so no machine that is upgraded can show it. */
    NO_RELEASE("no release has it: it came and went between two of them"),
    /** Shared memory that is mounted with {@code huge=always} gets huge pages. */
    HUGE_SHARED_MEMORY("it needs huge pages of 2 MiB, which tmpfs mounted with huge=always does not get here"),
    /** The processor is an x86, which has atomic operations across cache lines. */
    X86("it is about x86 processors"),
    /** A JDK is installed that restricts what the row is about. */
    NEWER_JDK("it is about newer JDKs than are installed here"),
    /** The kernel has the system calls of the second futex interface (6.7). */
    FUTEX2("it needs futex_requeue, which this kernel has not (6.7 and later have)"),
    /** A signal came so early in a child that its handler ran before fork had returned there, which is a matter of luck. */
    EARLY_HANDLER("no handler ran in a child before fork had returned there, in so many forks"),
    /** The kernel has seals against future writers (5.1). */
    FUTURE_WRITE_SEAL("it needs the seal against future writers, which this kernel has not (5.1 and later have)");

    private final String missing;

    Condition(String missing) {
        this.missing = missing;
    }

    /** What skips the row where this does not hold. */
    CannotRunException lacking() {
        return new CannotRunException(name() + ": " + missing);
    }

    /** Skips the row unless it holds. */
    void require(boolean holds) {
        if (!holds) {
            throw lacking();
        }
    }
}
