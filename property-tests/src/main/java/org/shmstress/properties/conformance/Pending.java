package org.shmstress.properties.conformance;

import org.shmstress.posix.Errno;

/** A call that was begun on a thread of its own. */
public final class Pending {

    private final Party party;
    private final String thread;
    private final long threadId;

    Pending(Party party, String thread, long threadId) {
        this.party = party;
        this.thread = thread;
        this.threadId = threadId;
    }

    /**
     * It must come to sleep in the call: the kernel says that its thread sleeps in a system call, and if that is futex, on a word in
     * memory that was mapped as shared (objects of a row always are; the locks of a JVM itself never). Looks until that is so, within a
     * bound of 20 s.
     */
    public void isBlocked() {
        party.scene().ruleLast("(its thread sleeps in the call)", BlockedThread.becomes(party.pid(), threadId));
    }

    /** Waits until it has returned, within a bound of 20 s; a call that has not by then answers otherwise, and that is wrong. */
    public Returned outcome() {
        return party.outcome(thread);
    }

    /** As {@link Returned#returns}, of {@link #outcome}. */
    public Returned returns(long expected) {
        return outcome().returns(expected);
    }

    /** As {@link Returned#fails}, of {@link #outcome}. */
    public Returned fails(Errno... errnos) {
        return outcome().fails(errnos);
    }

    /** As {@link Returned#errs}, of {@link #outcome}. */
    public Returned errs(Errno... errnos) {
        return outcome().errs(errnos);
    }

    /** The kernel's id of its thread, e.g. for tgkill. */
    public long threadId() {
        return threadId;
    }
}
