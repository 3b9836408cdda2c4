package org.shmstress.run;

import java.util.Optional;

/**
 * Whether an actor has had its chance to see a signal. Late is not stale: a busy host keeps a thread off the CPU for seconds. So
 * what counts is what the actor's own thread did since: it executed for a second, a million times what a store takes to arrive,
 * or was found asleep for five, more than any actor means to nap.
 */
final class StaleProof {

    private static final long EXECUTED_NANOS = 1_000_000_000;
    private static final long ASLEEP_NANOS = 5_000_000_000L;

    /** Whoever was itself stopped for longer has seen nothing in that time. */
    private static final long MAX_STEP_NANOS = 100_000_000;

    private long iteration;
    private long executedBefore;
    private long asleepNanos;
    private long lastLookNanos;

    /**
     * Looks once.
     *
     * @param awaited the iteration that was signalled and has not ended; 0 if there is none
     * @param thread what the actor's thread does, if it is there
     * @param nowNanos when
     * @return whether the iteration counts as stale
     */
    boolean look(long awaited, Optional<ThreadSeen> thread, long nowNanos) {
        if (awaited == 0 || thread.isEmpty()) {
            iteration = 0;
            return false;
        }
        if (awaited != iteration) {
            iteration = awaited;
            executedBefore = thread.get().executedNanos();
            asleepNanos = 0;
        } else if (thread.get().asleep()) {
            asleepNanos += Math.min(MAX_STEP_NANOS, nowNanos - lastLookNanos);
        }
        lastLookNanos = nowNanos;
        return thread.get().executedNanos() - executedBefore >= EXECUTED_NANOS || asleepNanos >= ASLEEP_NANOS;
    }
}
