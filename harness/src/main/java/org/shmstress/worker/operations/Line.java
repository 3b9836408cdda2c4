package org.shmstress.worker.operations;

import java.util.stream.IntStream;

/** What one worker says of itself in the segment. Only it writes here, with plain stores, so that a kill loses nothing. */
final class Line {

    private final Region control;
    private final long base;

    private Line(Region control, long base) {
        this.control = control;
        this.base = base;
    }

    /** The lines of all workers, in order. */
    static Line[] all(Region control, int workers) {
        return IntStream.range(0, workers)
                .mapToObj(w -> new Line(control, OperationLayout.line(workers, w)))
                .toArray(Line[]::new);
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
