package org.shmstress.fork;

import org.shmstress.HarnessException;
import org.shmstress.protocol.Message;

/** A worker could not do what it was told; it lives on. */
public final class CommandFailedException extends HarnessException {
    private static final long serialVersionUID = 1L;

    private final transient Message.Failed failed;

    CommandFailedException(WorkerProcess worker, Message.Failed failed) {
        super(failed.what() + " failed on " + worker.describe() + ": " + failed.exception() + ": " + failed.text());
        this.failed = failed;
    }

    /** What the worker said, with its stack trace. */
    public Message.Failed failed() {
        return failed;
    }
}
