package org.shmstress.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.shmstress.fork.WorkerProcess;

/**
 * The fault of a trial that kills an owner: once a worker holds the lock and waits to be killed, and all others wait for the lock,
 * it is killed with signal 9. Watches on a thread of its own, since the one that runs the trial gathers answers.
 */
final class OwnerKiller implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 1;

    private final List<WorkerProcess> workers;
    private final Supplier<OptionalInt> owner;
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::watch, "owner-killer");

    /**
     * Watches until closed; kills one worker at the most.
     *
     * @param workers the trial's workers
     * @param owner the worker that is due to be killed at the moment, if one is
     */
    OwnerKiller(List<WorkerProcess> workers, Supplier<OptionalInt> owner) {
        this.workers = workers;
        this.owner = owner;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (faults.isEmpty()) {
                owner.get().ifPresent(this::kill);
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException closed) {
            // The trial has ended without an owner to kill; its verdict says so.
        }
    }

    private void kill(int owner) {
        String fault = "kill -9 of worker " + owner + " inside its critical section";
        faults.add(fault);
        workers.get(owner).kill(fault);
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
