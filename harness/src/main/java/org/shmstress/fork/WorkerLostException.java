package org.shmstress.fork;

import org.shmstress.HarnessException;
import org.shmstress.observation.WorkerExit;

/** A worker was needed and is gone. Not the harness's failure: the exit says whose. */
public final class WorkerLostException extends HarnessException {
    private static final long serialVersionUID = 1L;

    private final transient WorkerProcess worker;
    private final transient WorkerExit exit;

    WorkerLostException(String tried, WorkerProcess worker, WorkerExit exit) {
        super(tried + " on " + worker.describe() + ": the worker " + exit.describe());
        this.worker = worker;
        this.exit = exit;
    }

    /** Which worker. */
    public WorkerProcess worker() {
        return worker;
    }

    /** How it ended. */
    public WorkerExit exit() {
        return exit;
    }
}
