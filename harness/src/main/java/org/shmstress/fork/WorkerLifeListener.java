package org.shmstress.fork;

/** Hears of every worker that a pool started, once, when it has ended. */
@FunctionalInterface
public interface WorkerLifeListener {

    /** A worker has ended. */
    void ended(WorkerLife life);
}
