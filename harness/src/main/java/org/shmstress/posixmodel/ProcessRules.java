package org.shmstress.posixmodel;

import java.util.List;
import org.shmstress.script.Action.Free;
import org.shmstress.script.Action.OnProcess;
import org.shmstress.script.Answer;

/** The end of a process, and what it can learn about the machine. */
final class ProcessRules {

    private static final Allowed ANY_FREE = new Allowed.Any(Answer.FreeBytes.class, "any number of free bytes");

    /**
     * POSIX, {@code _exit}: descriptors are closed, mappings removed; an object that nobody else holds and that has no name is
     * gone. Death by a signal does the same. Free bytes are the machine's affair: scenarios compare two such answers.
     */
    Ruling rule(PosixState state, int worker, OnProcess action) {
        return action instanceof Free
                ? new Ruling.Permitted(List.of(Possibility.of(ANY_FREE, state)))
                : new Ruling.Permitted(
                        List.of(Possibility.of(Allowed.dies(), state.withProcess(worker, ProcessState.DEAD))));
    }

    /**
     * POSIX, {@code exec}: mappings do not survive it, and descriptors of {@code shm_open} are closed by it; whatever the process
     * that starts it holds, the new one begins with nothing.
     */
    Ruling spawn(PosixState state, int worker) {
        return state.process(worker).alive()
                ? Ruling.refused("worker " + worker + " has not died")
                : Ruling.only(new Answer.Ok(), state.withProcess(worker, ProcessState.NEW));
    }
}
