package org.shmstress.history;

import java.util.List;

/**
 * Nothing moved any more although operations were still running: the evidence from which a stuck waiter is proved. Whoever waits
 * legitimately, a consumer without a producer, is part of it too; which is which says the judge.
 *
 * @param position when it was confirmed
 * @param stillMillis for how long no progress word of any worker had moved by then
 * @param confirmationMillis how long it must not move before it counts as evidence
 * @param waiters every process that had not come back from its operation; all others were between operations, or dead
 */
public record Stall(long position, long stillMillis, long confirmationMillis, List<Waiter> waiters) {

    public Stall {
        waiters = List.copyOf(waiters);
    }

    /**
     * One process that did not come back.
     *
     * @param process which
     * @param activity what its thread did
     * @param awaited what it waits for, in words: {@code lock word 0x40 to become 0}; empty if only the object knows
     * @param happened whether what it waits for had already happened, as read from the segment
     */
    public record Waiter(int process, Activity activity, String awaited, Happened happened) {}

    /** What a thread did, as the operating system says. */
    public enum Activity {
        /** On a CPU or ready for one: it spins. */
        RUNNING,
        /** Asleep in the kernel. */
        SLEEPING,
        /** Stopped by a signal: it could not move, whatever happened. */
        STOPPED,
        /** Nobody looked. */
        UNKNOWN
    }

    /** Whether what a process waits for had happened. */
    public enum Happened {
        YES,
        NO,
        /** Not read from the segment: the object's model must say. */
        ASK_MODEL
    }
}
