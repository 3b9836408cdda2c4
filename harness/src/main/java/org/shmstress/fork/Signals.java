package org.shmstress.fork;

import org.shmstress.posix.Signal;

/** Sends signals to workers. */
final class Signals {

    private Signals() {}

    /**
     * Kills it. {@link Process#destroyForcibly} would also close the pipes on this side, and what the process wrote last, to
     * its log above all, would be lost.
     */
    static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    /** Sends the signal; a process that has ended meanwhile is none of our business. */
    static void send(Process process, Signal signal) {
        if (process.isAlive()) {
            signal.send(process.pid());
        }
    }
}
