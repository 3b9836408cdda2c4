package org.shmstress.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.sync.Joining;

/**
 * Kills a worker with signal 9 once it is where the trial wants it dead. Watches on a thread of its own, since the one that runs the
 * trial gathers answers.
 */
final class WorkerKiller implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 1;

    private final List<WorkerProcess> workers;
    private final Supplier<OptionalInt> whom;
    private final String where;
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::watch, "worker-killer");

    /**
     * Watches until closed; kills one worker at the most.
     *
     * @param workers the trial's workers
     * @param whom the worker that is due to be killed at the moment, if one is
     * @param where where it is then, as in {@code kill -9 of worker 1 inside its critical section}
     */
    WorkerKiller(List<WorkerProcess> workers, Supplier<OptionalInt> whom, String where) {
        this.workers = workers;
        this.whom = whom;
        this.where = where;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (faults.isEmpty()) {
                whom.get().ifPresent(this::kill);
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException closed) {
            // The trial has ended without anybody to kill; its verdict says what that means.
        }
    }

    private void kill(int worker) {
        String fault = "kill -9 of worker " + worker + " " + where;
        faults.add(fault);
        workers.get(worker).kill(fault);
    }

    /** What was done, one line each. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Ends the watch; afterwards the segment may be closed. */
    @Override
    public void close() {
        thread.interrupt();
        Joining.untilEnded(thread);
    }
}
