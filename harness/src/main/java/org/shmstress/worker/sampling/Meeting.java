package org.shmstress.worker.sampling;

import org.shmstress.sync.Barrier;

/** Where the actors of a test meet: a {@link Barrier} that leaves by an exception when the trial is aborted. */
final class Meeting {

    /** Somebody has set the abort word. Carries no stack: it ends the loop, it is no error of this actor. */
    static final class Aborted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Aborted() {
            super("aborted", null, false, false);
        }
    }

    private final Barrier barrier;

    Meeting(Barrier barrier) {
        this.barrier = barrier;
    }

    /** Returns when all actors have come; what each did before is then visible to all. */
    void meet() {
        if (!barrier.await()) {
            throw new Aborted();
        }
    }
}
