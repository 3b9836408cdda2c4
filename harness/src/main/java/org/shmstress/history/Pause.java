package org.shmstress.history;

/**
 * A process was stopped for a while (SIGSTOP to SIGCONT). It may have gone on for a moment after it was told to stop.
 *
 * @param process which
 * @param from position when it was told to stop
 * @param until position when it was told to go on
 */
public record Pause(int process, long from, long until) {}
