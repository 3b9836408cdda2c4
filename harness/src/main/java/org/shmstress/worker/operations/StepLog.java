package org.shmstress.worker.operations;

/** Notes in the segment at which step a worker is and which steps it has reached, and has its fault befall it at a fatal one. */
final class StepLog implements Steps.StepAction {

    private static final Runnable NOTHING = () -> {};

    private final Region control;
    private final long line;
    private final Steps.StepAction otherwise;
    private final long[] reached = new long[HistoryLayout.STEPS / Long.SIZE];
    private int fatalStep = -1;
    private long occurrences;
    private Runnable fault = NOTHING;

    /**
     * A log in a worker's words.
     *
     * @param otherwise what else happens at steps
     */
    StepLog(Region control, long line, Steps.StepAction otherwise) {
        this.control = control;
        this.line = line;
        this.otherwise = otherwise;
    }

    /** From now on a step is fatal, once, when it comes for so manieth time. */
    void fatal(int step, long occurrence, Runnable what) {
        fatalStep = step;
        occurrences = occurrence;
        fault = what;
    }

    /** From now on no step is fatal. */
    void harmless() {
        fatal(-1, 0, NOTHING);
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
            Runnable what = fault;
            harmless();
            what.run();
        }
        otherwise.at(step);
    }
}
