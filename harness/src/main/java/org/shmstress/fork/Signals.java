package org.shmstress.fork;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.shmstress.HarnessException;

/** Sends signals that Java has no call for, by the shell's own kill, which every Linux has. */
final class Signals {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private Signals() {}

    /**
     * Kills it. {@link Process#destroyForcibly} would also close the pipes on this side, and what the process wrote last, to
     * its log above all, would be lost.
     */
    static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    /** Sends the signal; a process that has ended meanwhile is none of our business. */
    static void send(Process process, String signal) {
        if (!process.isAlive()) {
            return;
        }
        String pid = Long.toString(process.pid());
        try {
            Processes.Outcome outcome =
                    Processes.run(List.of("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, pid), BOUND);
            if (outcome.exitCode() != 0 && process.isAlive()) {
                throw new IOException(outcome.firstLine());
            }
        } catch (IOException e) {
            throw new HarnessException("cannot send SIG" + signal + " to worker " + pid + ": " + e.getMessage(), e);
        }
    }
}
