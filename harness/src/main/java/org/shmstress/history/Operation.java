package org.shmstress.history;

/**
 * One call on a shared object, by one process.
 *
 * <p>Positions are points of one total order over all processes, rising with real time: nanoseconds of one clock, or numbers of
 * events. They may be equal where the clock is coarse; what happened at equal positions counts as overlapping.
 *
 * @param process number of the process; a process that was started again after a death has a new number
 * @param call what was called
 * @param invoked position of the invocation: nothing of the operation happened before it
 * @param response how it ended
 * @param responded position of the response: nothing of the operation happened after it; {@link #NEVER} if pending
 */
public record Operation(int process, Call call, long invoked, Response response, long responded) {

    /** Position of a response that did not come. */
    public static final long NEVER = Long.MAX_VALUE;

    public Operation {
        if (invoked > responded) {
            throw new IllegalArgumentException(
                    call + " by " + process + " responded at " + responded + ", before its invocation at " + invoked);
        }
        if ((response instanceof Response.Pending) != (responded == NEVER)) {
            throw new IllegalArgumentException(call + " by " + process + " " + response + " at " + responded);
        }
    }

    /** An operation without a response. */
    public static Operation pending(int process, Call call, long invoked) {
        return new Operation(process, call, invoked, Response.PENDING, NEVER);
    }

    /** True if there was no response. */
    public boolean isPending() {
        return responded == NEVER;
    }

    /** Real-time order: true if this one ended strictly before the other began. */
    public boolean precedes(Operation other) {
        return responded < other.invoked;
    }

    /** Readable, without positions: {@code process 2: cas(3, 0) returned true}. */
    @Override
    public String toString() {
        return "process " + process + ": " + call + " " + response;
    }
}
