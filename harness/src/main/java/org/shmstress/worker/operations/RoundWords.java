package org.shmstress.worker.operations;

import java.util.concurrent.locks.LockSupport;
import org.shmstress.api.Fault;
import org.shmstress.segment.AbortWord;
import org.shmstress.sync.Flags;

/**
 * What parent and workers say to each other about rounds, and where workers meet in them.
 *
 * <p>Meetings are numbered within a round, and each has an epoch that is larger than that of any before, so that a worker which comes
 * in the middle of a round meets the others at the next point. Guarantees: what any worker wrote before a meeting, all see after it.
 */
final class RoundWords {

    private static final int POLLS_BEFORE_PARKING = 200;
    private static final long PARK_NANOS = 20_000;
    private static final long MEETINGS = 1024;
    private static final Fault[] FAULTS = Fault.values();

    private final Region control;
    private final long rounds;
    private final int worker;
    private final AbortWord abort;
    private final Flags flags;

    /** As worker of so many. */
    RoundWords(Region control, int worker, int workers, int cpus, AbortWord abort) {
        this.control = control;
        this.rounds = HistoryLayout.rounds(workers);
        this.worker = worker;
        this.abort = abort;
        this.flags = new Flags(control.access(), control.memory(), control.base(), workers, cpus, abort);
    }

    /** Waits for the parent, which may be judging an earlier round and needs a CPU for it. False when the trial is over. */
    boolean awaitPermission(long round) {
        return await(HistoryLayout.PERMITTED, round) && acquire(HistoryLayout.END) == 0;
    }

    /** Waits for all workers. False when the trial was aborted. */
    boolean meet(long round, int meeting) {
        long epoch = round * MEETINGS + meeting;
        flags.releaseEpoch(worker, epoch);
        return flags.awaitAll(epoch);
    }

    /** The worker that a fault befalls in this round, or -1. */
    int victim() {
        return (int) control.plainLong(rounds + HistoryLayout.VICTIM) - 1;
    }

    /** What befalls the victim of this round. */
    Fault fault() {
        return FAULTS[(int) control.plainLong(rounds + HistoryLayout.FAULT)];
    }

    /** The step at which it does, or -1 if at an instant. */
    int fatalStep() {
        return (int) control.plainLong(rounds + HistoryLayout.FATAL_STEP) - 1;
    }

    /** When the fatal step comes for so manieth time, it is fatal. */
    long occurrence() {
        return control.plainLong(rounds + HistoryLayout.OCCURRENCE);
    }

    /** Whether a victim that was stopped is to go on. */
    boolean acquireResumed(long round) {
        return acquire(HistoryLayout.RESUMED) >= round;
    }

    /** Whether the victim of this round is known to be dead. */
    boolean acquireDeath(long round) {
        return acquire(HistoryLayout.DEATH) >= round;
    }

    /** Waits until the victim is known to be dead. False when the trial was aborted. */
    boolean awaitDeath(long round) {
        return await(HistoryLayout.DEATH, round);
    }

    /** Says that the dead one's successor has attached. Pairs with {@link #awaitSuccessor}. */
    void releaseJoined(long round) {
        release(HistoryLayout.JOINED, round);
    }

    /** Waits until the dead one's successor has attached. False when the trial was aborted. */
    boolean awaitSuccessor(long round) {
        return await(HistoryLayout.JOINED, round);
    }

    /** Says that all logs of the round are whole. Pairs with the parent's acquire. */
    void releaseCompleted(long round) {
        release(HistoryLayout.COMPLETED_ROUNDS, round);
    }

    private boolean await(long word, long value) {
        for (int polls = 0; acquire(word) < value; polls++) {
            if (abort.acquireAborted()) {
                return false;
            }
            if (polls < POLLS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
        return true;
    }

    private long acquire(long word) {
        return control.access().getLongAcquire(control.memory(), control.base() + rounds + word);
    }

    private void release(long word, long value) {
        control.access().putLongRelease(control.memory(), control.base() + rounds + word, value);
    }
}
