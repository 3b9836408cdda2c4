package org.shmstress.protocol;

import java.util.List;

/**
 * One actor's part of an outcome-test trial. All workers of the trial get the same task but for {@code actor}.
 *
 * @param liftedJar jar with the lifted test and its generated loop
 * @param testClass binary name of the test class in that jar
 * @param actor index of the actor that this worker runs, from 0
 * @param actors number of actors, hence of workers
 * @param settings settings to begin with, at least one, the reference first; with only one nothing else is tried
 * @param targets regular expressions of the outcomes that the author finds interesting: settings that show these are preferred
 * @param cpus number of CPUs that the actors share
 * @param millis how long to sample, in milliseconds; the leader (actor 0) keeps the time
 * @param leastSamples a trial that has taken fewer goes on, for up to {@link #PATIENCE} times its {@code millis}: a host that is slow
 *     for a while costs time instead of evidence
 * @param untilOutcomes outcomes (as {@code toString} of the result) whose common presence ends the trial early; empty: never
 * @param seed seed of every random choice
 * @param controlOffset byte offset in the segment of the region for the engine's flags, on a page of its own
 * @param slotsOffset byte offset in the segment of the memory under test
 * @param slotsBytes size of the memory under test, with the {@link #PRIVATE_BYTES} of each actor behind it
 * @param resultsOffset byte offset in the segment of the result columns
 * @param resultsBytes size of the result columns
 */
public record OutcomeTask(
        String liftedJar,
        String testClass,
        int actor,
        int actors,
        List<Setting> settings,
        List<String> targets,
        int cpus,
        long millis,
        long leastSamples,
        List<String> untilOutcomes,
        long seed,
        long controlOffset,
        long slotsOffset,
        long slotsBytes,
        long resultsOffset,
        long resultsBytes) {

    /** Bytes at the end of the memory under test that each actor has for itself, actor 0 first. */
    public static final int PRIVATE_BYTES = 1 << 16;

    /** How many times its time a trial may take on a slow host. */
    public static final int PATIENCE = 8;

    /** Bytes of the memory under test that slots may take. */
    public long roomBytes() {
        return slotsBytes - (long) actors * PRIVATE_BYTES;
    }

    /** Byte offset in the segment of what this task's actor has for itself. */
    public long privateOffset() {
        return slotsOffset + roomBytes() + (long) actor * PRIVATE_BYTES;
    }
}
