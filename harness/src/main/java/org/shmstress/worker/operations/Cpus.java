package org.shmstress.worker.operations;

import org.shmstress.protocol.Schedule;

/** How many CPUs the workers of a trial have together. */
final class Cpus {

    private Cpus() {}

    static int of(Schedule schedule) {
        return schedule == Schedule.ONE_CPU ? 1 : Runtime.getRuntime().availableProcessors();
    }
}
