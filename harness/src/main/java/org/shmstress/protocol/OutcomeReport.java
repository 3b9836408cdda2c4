package org.shmstress.protocol;

import java.util.List;

/**
 * What one worker tallied: its share of the slots of every round. The trial's counts are the sums over workers.
 *
 * @param samples slots tallied by this worker
 * @param rounds rounds run
 * @param tallies one per outcome seen by this worker
 * @param sampledChunks chunks whose begin and end were stamped (leader only, else 0)
 * @param overlappedChunks stamped chunks during which at least two actors ran at the same time (leader only, else 0)
 * @param runNanos time spent in actors, including waiting for the other actors at chunk starts
 * @param resetNanos time spent resetting slots
 * @param tallyNanos time spent tallying
 * @param firstSampleNanos {@code System.nanoTime} when the first round was done (same clock in all processes)
 */
public record OutcomeReport(
        long samples,
        long rounds,
        List<OutcomeTally> tallies,
        long sampledChunks,
        long overlappedChunks,
        long runNanos,
        long resetNanos,
        long tallyNanos,
        long firstSampleNanos) {

    /**
     * One outcome.
     *
     * @param outcome {@code toString} of the result object, as jcstress prints it
     * @param count how many samples had it
     * @param firstSeenNanos nanoseconds after the trial's start when it was first tallied
     * @param countBySetting the count split by index of the setting in the task
     */
    public record OutcomeTally(String outcome, long count, long firstSeenNanos, List<Long> countBySetting) {}
}
