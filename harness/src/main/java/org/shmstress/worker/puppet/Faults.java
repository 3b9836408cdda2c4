package org.shmstress.worker.puppet;

import org.shmstress.script.Answer;

/**
 * JDK 17 notes a SIGBUS at the access and throws the {@code InternalError} only when the thread next passes the virtual
 * machine, which may be many lines later. Passing it on purpose, right after the access, lets the error surface in the step
 * that caused it.
 */
final class Faults {

    private Faults() {}

    /** Returns the answer unless an error was pending. */
    static Answer flushed(Answer answer) {
        Thread.yield();
        return answer;
    }
}
