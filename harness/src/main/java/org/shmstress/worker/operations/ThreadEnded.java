package org.shmstress.worker.operations;

/** Ends the thread that is inside an object. An error, since objects have no business catching one that they do not know. */
final class ThreadEnded extends Error {
    private static final long serialVersionUID = 1L;

    ThreadEnded() {
        super("this thread ends here, on purpose", null, false, false);
    }
}
