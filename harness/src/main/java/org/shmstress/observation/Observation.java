package org.shmstress.observation;

import java.util.List;
import java.util.Optional;

/** Everything seen in a trial. Plain data: it goes into the record as it is, and grading is a pure function of it. */
public sealed interface Observation {

    /** The workers of the trial, in order. */
    List<WorkerSeen> workers();

    /**
     * The trial ended before there was anything to see.
     *
     * @param cause whose doing it was
     * @param reason what happened, in one sentence
     */
    record Nothing(List<WorkerSeen> workers, Cause cause, String reason) implements Observation {}

    /** Whose doing it was that a trial ended early. */
    enum Cause {
        /** A worker died or hung by itself. */
        WORKER,
        /** The harness failed, or the machine had no room. */
        HARNESS,
        /** The trial cannot run here. */
        CANNOT_RUN
    }

    /**
     * An outcome test was sampled.
     *
     * @param segment the memory that all actors shared
     * @param samples slots tallied, over all workers
     * @param rounds rounds of the leader
     * @param counts one per outcome, most frequent first; their counts add up to {@code samples}
     * @param settingsTried number of different settings that were tried
     * @param warmSamples those of {@code samples} that were taken after the warm-up
     * @param warmNanos time that these took; 0 if sampling ended within the warm-up
     * @param sampledChunks chunks whose begin and end were stamped
     * @param overlappedChunks stamped chunks in which at least two actors ran at the same time: the witness
     * @param runNanos time in actors, summed over workers
     * @param resetNanos time spent resetting slots, summed over workers
     * @param tallyNanos time spent tallying, summed over workers
     * @param startToFirstSampleMillis from the start of the newest worker to the end of the first round; -1 when all workers were reused
     */
    record Outcomes(
            List<WorkerSeen> workers,
            SegmentSeen segment,
            long samples,
            long rounds,
            List<OutcomeCount> counts,
            long settingsTried,
            long warmSamples,
            long warmNanos,
            long sampledChunks,
            long overlappedChunks,
            long runNanos,
            long resetNanos,
            long tallyNanos,
            long startToFirstSampleMillis)
            implements Observation {}

    /**
     * One outcome of an outcome test.
     *
     * @param outcome {@code toString} of the result
     * @param count samples that had it
     * @param warmCount those of them that were taken after the warm-up
     * @param firstSeenMillis milliseconds after the trial's start
     * @param bestSetting the setting that showed it most often per second; empty if there are no settings
     */
    record OutcomeCount(String outcome, long count, long warmCount, long firstSeenMillis, String bestSetting) {}

    /**
     * A lock was used by several workers, to none of which anything befell.
     *
     * @param segment the memory that all workers shared
     * @param schedule name of the schedule; where something was found, with the part that showed it: {@code mixed/pauses}
     * @param operations operations completed, over all workers, as counted by the workers themselves
     * @param recordedOperations the same as counted in the segment
     * @param protectedSum sum kept under the object's protection; equals the recorded operations when nothing was lost
     * @param violations overlaps of critical sections seen from inside
     * @param evidence readable lines about the first violations
     * @param contended operations that met another worker: the witness
     * @param events named counters, {@code name=count}
     * @param stalled true when no worker moved although all had work, by state proof
     * @param recorded where something was wrong: the same once more, with each critical section recorded so that there is something to look at
     */
    record Operations(
            List<WorkerSeen> workers,
            SegmentSeen segment,
            String schedule,
            long operations,
            long recordedOperations,
            long protectedSum,
            long violations,
            List<String> evidence,
            long contended,
            List<String> events,
            boolean stalled,
            Optional<Histories> recorded)
            implements Observation {

        /** Whether two were inside at the same time. */
        public boolean letTwoIn() {
            return violations > 0 || protectedSum != recordedOperations;
        }

        /** Whether this speaks against the lock. */
        public boolean wentWrong() {
            return letTwoIn() || stalled;
        }

        /** The same with what was then recorded. */
        public Operations withRecorded(Histories histories) {
            return new Operations(
                    workers,
                    segment,
                    schedule,
                    operations,
                    recordedOperations,
                    protectedSum,
                    violations,
                    evidence,
                    contended,
                    events,
                    stalled,
                    Optional.of(histories));
        }
    }

    /**
     * Operations of a shared object were recorded, round by round, each round on a fresh object, and compared with its model.
     *
     * @param segment the memory that all workers shared
     * @param schedule name of the schedule; where something was found, with the part that showed it: {@code mixed/pauses}
     * @param rounds rounds that were judged
     * @param fencedRounds those of them that were recorded with fences, and so compared with the model
     * @param operations operations in all of them
     * @param overlapped those of them that ran while another worker's did: the witness
     * @param undecided rounds of which no judge could tell
     * @param doubt why the last of these could not be decided; empty if all were
     * @param judges who judged, and by what, one line each
     * @param finding what was found wrong, which ended the trial
     * @param faults what was injected, one line each
     * @param stall where each worker was when nothing moved any more, one line each; empty if that did not happen
     */
    record Histories(
            List<WorkerSeen> workers,
            SegmentSeen segment,
            String schedule,
            long rounds,
            long fencedRounds,
            long operations,
            long overlapped,
            long undecided,
            String doubt,
            List<String> judges,
            Optional<Finding> finding,
            List<String> faults,
            List<String> stall)
            implements Observation {}

    /**
     * One or many scripts were run.
     *
     * @param tries scripts run
     * @param steps steps performed, over all tries
     * @param witness facts that show that the interesting window was entered, one line each; empty: it was not
     * @param failing the minimal failing script, if any disagreed
     * @param original the script that first failed, if a shorter one was then found
     * @param sample one trace to show when nothing failed
     * @param measured named figures, {@code name=value}
     * @param deviations what was seen against the contract, is known of these versions and accepted; one line each
     */
    record Scripts(
            List<WorkerSeen> workers,
            long tries,
            long steps,
            List<String> witness,
            Optional<ScriptTrace> failing,
            Optional<ScriptTrace> original,
            Optional<ScriptTrace> sample,
            List<String> measured,
            List<String> deviations)
            implements Observation {

        /** Without deviations. */
        public Scripts(
                List<WorkerSeen> workers,
                long tries,
                long steps,
                List<String> witness,
                Optional<ScriptTrace> failing,
                Optional<ScriptTrace> original,
                Optional<ScriptTrace> sample,
                List<String> measured) {
            this(workers, tries, steps, witness, failing, original, sample, measured, List.of());
        }

        /** The same with the workers that ran it, which whoever explored did not know. */
        public Scripts withWorkers(List<WorkerSeen> ran) {
            return new Scripts(ran, tries, steps, witness, failing, original, sample, measured, deviations);
        }
    }

    /**
     * One worker as seen in a trial.
     *
     * @param index its number in the trial
     * @param pid its process id
     * @param jdk feature version and home of its JDK
     * @param accessPath label of its access path
     * @param mappingAddress virtual address at which it mapped the segment, 0 if it mapped none
     * @param inode inode of what it mapped, 0 if it mapped none
     * @param cpu CPU that its actor thread was pinned to, or -1
     * @param exit how it ended, if it did
     */
    record WorkerSeen(
            int index,
            long pid,
            String jdk,
            String accessPath,
            long mappingAddress,
            long inode,
            int cpu,
            Optional<WorkerExit> exit) {}

    /**
     * The segment as the parent created it.
     *
     * @param name its name
     * @param inode its inode
     * @param sizeBytes its size
     * @param layoutVersion version of its layout, which every worker checked when it attached; 0 if it was not recorded
     * @param regions what lies where, in order; none if it was not recorded
     * @param cells what one slot of an outcome test consists of, in order of allocation; none for other kinds
     */
    record SegmentSeen(
            String name,
            long inode,
            long sizeBytes,
            int layoutVersion,
            List<RegionSeen> regions,
            List<CellSeen> cells) {

        /** A segment of which no more is known. */
        public SegmentSeen(String name, long inode, long sizeBytes) {
            this(name, inode, sizeBytes, 0, List.of(), List.of());
        }

        /** The same with what one slot consists of. */
        public SegmentSeen withCells(List<CellSeen> found) {
            return new SegmentSeen(name, inode, sizeBytes, layoutVersion, regions, found);
        }
    }

    /**
     * A part of a segment that belongs to somebody.
     *
     * @param name {@code header}, {@code control}, {@code flight}, {@code engine}, {@code slots} or {@code results}
     * @param offset where it begins
     * @param sizeBytes how much of it is in use; the next one begins on a page of its own
     * @param writer who writes there, in words
     */
    record RegionSeen(String name, long offset, long sizeBytes, String writer) {}

    /**
     * Bytes of a slot that belong together.
     *
     * @param sizeBytes how many
     * @param alignment a power of two
     * @param offset they begin so many bytes after an address of that alignment
     */
    record CellSeen(int sizeBytes, int alignment, int offset) {}
}
