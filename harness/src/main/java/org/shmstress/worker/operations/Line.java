package org.shmstress.worker.operations;

import static org.shmstress.worker.operations.OperationLayout.worker;

/** What one worker says of itself in the segment. Only it writes here, with plain stores, so that a kill loses nothing. */
final class Line {

    private final Region control;
    private final long base;

    Line(Region control, int index) {
        this.control = control;
        this.base = worker(index);
    }

    /** Read by others while the worker runs, hence opaque there. */
    void plainPhase(Phase phase) {
        control.plainLong(base + OperationLayout.PHASE, phase.ordinal());
    }

    Phase opaquePhase() {
        return Phase.of(control.opaqueLong(base + OperationLayout.PHASE));
    }

    long plain(long word) {
        return control.plainLong(base + word);
    }

    void plain(long word, long value) {
        control.plainLong(base + word, value);
    }

    long opaque(long word) {
        return control.opaqueLong(base + word);
    }
}
