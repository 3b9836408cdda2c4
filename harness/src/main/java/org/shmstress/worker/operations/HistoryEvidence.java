package org.shmstress.worker.operations;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.api.Fault;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.View;

/** The parent's view of a trial of operations: what lies in the segment, whatever has become of the workers. */
public final class HistoryEvidence {

    private final Region control;
    private final Region logs;
    private final int workers;
    private final long rounds;

    /**
     * Evidence in a mapped segment.
     *
     * @param view the segment, as the parent reaches it
     * @param controlOffset as in the workers' task
     * @param dataOffset as in the workers' task
     * @param workers number of workers
     */
    public HistoryEvidence(View view, long controlOffset, long dataOffset, int workers) {
        this.control = Region.at(view, controlOffset);
        this.logs = Region.at(view, dataOffset);
        this.workers = workers;
        this.rounds = HistoryLayout.rounds(workers);
    }

    /** Lets the workers begin rounds up to this one, from 1. Pairs with the workers' acquire before each round. */
    public void releaseRound(long round) {
        access().putLongRelease(control.memory(), at(rounds + HistoryLayout.PERMITTED), round);
    }

    /** Says that nothing befalls anybody in the rounds that are permitted next. */
    public void plainNoVictim() {
        control.plainLong(rounds + HistoryLayout.VICTIM, 0);
    }

    /**
     * Says whom what befalls in the round that is permitted next.
     *
     * @param victim index of the worker
     * @param fault what befalls it
     * @param step number of the step at which it halts for that; -1 for any instant
     * @param occurrence for which time that step comes then, from 1
     */
    public void plainVictim(int victim, Fault fault, int step, long occurrence) {
        control.plainLong(rounds + HistoryLayout.VICTIM, victim + 1L);
        control.plainLong(rounds + HistoryLayout.FAULT, fault.ordinal());
        control.plainLong(rounds + HistoryLayout.FATAL_STEP, step + 1L);
        control.plainLong(rounds + HistoryLayout.OCCURRENCE, occurrence);
    }

    /** Lets the victim of the round go on from where it halted. Pairs with its acquire there. */
    public void releaseResumed(long round) {
        access().putLongRelease(control.memory(), at(rounds + HistoryLayout.RESUMED), round);
    }

    /** Says of a dead worker, which cannot, that its place is empty. */
    public void plainEmptyPlace(int worker) {
        long line = HistoryLayout.line(workers, worker);
        control.plainLong(line + HistoryLayout.PHASE, Phase.STARTING.ordinal());
        control.plainLong(line + HistoryLayout.COMPLETED, 0);
    }

    /** How often workers were told that an owner had died. */
    public long told() {
        long sum = 0;
        for (int w = 0; w < workers; w++) {
            sum += word(w, HistoryLayout.TOLD);
        }
        return sum;
    }

    /** Where a worker is. */
    public Phase phase(int worker) {
        return Phase.of(word(worker, HistoryLayout.PHASE));
    }

    /** Says that the victim of the round is dead. Pairs with the survivors' acquire after each operation. */
    public void releaseDeath(long round) {
        access().putLongRelease(control.memory(), at(rounds + HistoryLayout.DEATH), round);
    }

    /** Whether a worker halts where its fault is to befall it, or its thread has ended there. */
    public boolean isHalted(int worker) {
        return phase(worker) == Phase.HALTED || phase(worker) == Phase.ENDED;
    }

    /** Number of the step at which a worker is or last was; -1 if it was at none. */
    public int step(int worker) {
        return (int) word(worker, HistoryLayout.STEP) - 1;
    }

    /** Whether a worker has been at a step. */
    public boolean hasReached(int worker, int step) {
        return step < HistoryLayout.STEPS
                && (word(worker, HistoryLayout.REACHED + (long) step / Long.SIZE * Long.BYTES) & 1L << step) != 0;
    }

    /** Ends the trial at the end of the present round. The workers see it at the latest with the next permitted round. */
    public void releaseEnd() {
        access().putLongRelease(control.memory(), at(rounds + HistoryLayout.END), 1);
        releaseRound(Long.MAX_VALUE);
    }

    /** The last round of which the logs are whole. Pairs with worker 0's release after it. */
    public long acquireCompletedRounds() {
        return access().getLongAcquire(control.memory(), at(rounds + HistoryLayout.COMPLETED_ROUNDS));
    }

    /** A copy of a worker's log. Exact once its round is complete or the worker is dead. */
    public long[] log(int worker) {
        long[] words = new long[HistoryLayout.LINES * HistoryLayout.LINE_WORDS];
        long begin = HistoryLayout.log(worker);
        for (int i = 0; i < words.length; i++) {
            words[i] = logs.plainLong(begin + (long) i * Long.BYTES);
        }
        return words;
    }

    /** A number that changes whenever a worker gets on; when it rests for seconds, the object is stuck. */
    public long progress() {
        long sum = acquireCompletedRounds();
        for (int w = 0; w < workers; w++) {
            sum += completed(w) + word(w, HistoryLayout.PHASE);
        }
        return sum;
    }

    /** Operations that a worker has completed in all rounds. */
    public long completed(int worker) {
        return word(worker, HistoryLayout.COMPLETED);
    }

    /** One line per worker: where it is and what it has done. */
    public List<String> whereabouts() {
        List<String> words = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            words.add("worker " + w + " "
                    + Phase.of(word(w, HistoryLayout.PHASE)).words() + " after " + completed(w) + " operations");
        }
        return words;
    }

    private long word(int worker, long offset) {
        return control.opaqueLong(HistoryLayout.line(workers, worker) + offset);
    }

    private SliceAccess access() {
        return control.access();
    }

    private long at(long offset) {
        return control.base() + offset;
    }
}
