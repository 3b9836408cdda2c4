package org.shmstress.worker.operations;

import org.shmstress.segment.AbortWord;

/**
 * Notes in the segment at which step a worker is and which steps it has reached, and halts it at a fatal one until it is killed.
 */
final class StepLog implements Steps.StepAction {

    private final Region control;
    private final long line;
    private final AbortWord abort;
    private final Steps.StepAction otherwise;
    private final long[] reached = new long[HistoryLayout.STEPS / Long.SIZE];
    private int fatalStep = -1;
    private long occurrences;

    /**
     * A log in a worker's words.
     *
     * @param otherwise what else happens at steps
     */
    StepLog(Region control, long line, AbortWord abort, Steps.StepAction otherwise) {
        this.control = control;
        this.line = line;
        this.abort = abort;
        this.otherwise = otherwise;
    }

    /** From now on a step is fatal when it comes for so manieth time. */
    void fatal(int step, long occurrence) {
        fatalStep = step;
        occurrences = occurrence;
    }

    @Override
    public void at(int step) {
        control.plainLong(line + HistoryLayout.STEP, step + 1L);
        int word = step / Long.SIZE;
        if (word < reached.length && (reached[word] & 1L << step) == 0) {
            reached[word] |= 1L << step;
            control.plainLong(line + HistoryLayout.REACHED + (long) word * Long.BYTES, reached[word]);
        }
        if (step == fatalStep && --occurrences <= 0) {
            halt();
        }
        otherwise.at(step);
    }

    /** Waits to be killed; goes on only if the trial was aborted. */
    void halt() {
        control.plainLong(line + HistoryLayout.PHASE, Phase.HALTED.ordinal());
        while (!abort.acquireAborted()) {
            Thread.yield();
        }
    }
}
