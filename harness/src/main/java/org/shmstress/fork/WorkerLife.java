package org.shmstress.fork;

import org.shmstress.observation.WorkerExit;

/**
 * A worker JVM that has lived.
 *
 * @param pid its process id
 * @param spec JDK and access path
 * @param startedNanos {@link System#nanoTime} at its fork
 * @param endedNanos the same when its end was noticed
 * @param startMillis from the fork to its hello
 * @param exit how it ended
 * @param log its log, relative to the run directory; empty if it wrote none
 */
public record WorkerLife(
        long pid, WorkerSpec spec, long startedNanos, long endedNanos, long startMillis, WorkerExit exit, String log) {}
