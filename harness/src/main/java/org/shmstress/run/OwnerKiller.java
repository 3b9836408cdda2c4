package org.shmstress.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.worker.operations.Phase;

/**
 * The fault of a trial that kills an owner: once a worker holds the lock and waits to be killed, and all others wait for the lock,
 * it is killed with signal 9. Watches on a thread of its own, since the one that runs the trial gathers answers.
 */
final class OwnerKiller implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 1;

    private final List<WorkerProcess> workers;
    private final Supplier<List<Phase>> phases;
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::watch, "owner-killer");

    /**
     * Watches until closed; kills one worker at the most.
     *
     * @param workers the trial's workers
     * @param phases where each of them is at the moment
     */
    OwnerKiller(List<WorkerProcess> workers, Supplier<List<Phase>> phases) {
        this.workers = workers;
        this.phases = phases;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (faults.isEmpty()) {
                killIfDue(phases.get());
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException closed) {
            // The trial has ended without an owner to kill; its verdict says so.
        }
    }

    private void killIfDue(List<Phase> now) {
        int owner = now.indexOf(Phase.HOLDING);
        if (owner >= 0 && Collections.frequency(now, Phase.LOCKING) == workers.size() - 1) {
            String fault = "kill -9 of worker " + owner + " inside its critical section";
            faults.add(fault);
            workers.get(owner).kill(fault);
        }
    }

    /** What was done, one line each. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Ends the watch; afterwards the segment may be closed. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
