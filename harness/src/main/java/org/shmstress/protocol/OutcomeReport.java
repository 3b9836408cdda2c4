package org.shmstress.protocol;

import java.util.List;

/**
 * What one worker tallied: its share of the slots of every round. The trial's counts are the sums over workers.
 *
 * @param samples slots tallied by this worker
 * @param ranSlots slots that this worker's actor ran, in the rounds that it tallied, as counted by the actor's loop itself; every
 *     worker runs every slot, so each must have run as many as all workers together tallied
 * @param rounds rounds run
 * @param tallies one per outcome seen by this worker
 * @param settingsTried number of different settings that were tried
 * @param warmSamples those of {@code samples} that were taken after the warm-up
 * @param warmNanos time from the end of the warm-up to the end of sampling; 0 if sampling ended before
 * @param sampledChunks chunks whose begin and end were stamped (leader only, else 0)
 * @param overlappedChunks stamped chunks during which at least two actors ran at the same time (leader only, else 0)
 * @param runNanos time spent in actors, including waiting for the other actors at chunk starts
 * @param resetNanos time spent resetting slots
 * @param tallyNanos time spent tallying
 * @param firstSampleNanos {@code System.nanoTime} when the first round was done (same clock in all processes)
 * @param cells what a slot consists of, in order of allocation; none if states lie on the heap
 */
public record OutcomeReport(
        long samples,
        long ranSlots,
        long rounds,
        List<OutcomeTally> tallies,
        long settingsTried,
        long warmSamples,
        long warmNanos,
        long sampledChunks,
        long overlappedChunks,
        long runNanos,
        long resetNanos,
        long tallyNanos,
        long firstSampleNanos,
        List<Cell> cells) {

    /** Of a worker that was told to give up before it had begun. */
    public static final OutcomeReport NOTHING =
            new OutcomeReport(0, 0, 0, List.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    /**
     * One outcome.
     *
     * @param outcome {@code toString} of the result object, as jcstress prints it
     * @param count how many samples had it
     * @param warmCount those of them that were taken after the warm-up
     * @param firstSeenNanos nanoseconds after the trial's start when it was first tallied
     * @param bestSetting the setting that showed it most often per second, as {@link Setting#describe}; empty if there are no settings
     * @param bestPerSecond how often that setting showed it per second, to this worker, in the slice that showed it most
     */
    public record OutcomeTally(
            String outcome, long count, long warmCount, long firstSeenNanos, String bestSetting, double bestPerSecond) {

        /** Both as one outcome: two workers' of one trial, or two raw results that print alike. */
        public static OutcomeTally sum(OutcomeTally a, OutcomeTally b) {
            OutcomeTally best = a.bestPerSecond >= b.bestPerSecond ? a : b;
            return new OutcomeTally(
                    a.outcome,
                    a.count + b.count,
                    a.warmCount + b.warmCount,
                    Math.min(a.firstSeenNanos, b.firstSeenNanos),
                    best.bestSetting,
                    best.bestPerSecond);
        }
    }
}
