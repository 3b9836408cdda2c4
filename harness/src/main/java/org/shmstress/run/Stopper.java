package org.shmstress.run;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Schedule;

/**
 * Stops one worker after the other (SIGSTOP) at instants that follow from a seed, and has it go on (SIGCONT) 1 to 50 ms later. Works on a
 * thread of its own, since the one that runs the trial gathers answers.
 */
final class Stopper implements AutoCloseable {

    private static final long LEAST_NANOS = 1_000_000;
    private static final int STOP_DOUBLINGS = 5;
    private static final int MOST_PAUSE_NANOS = 10_000_000;

    private final List<WorkerProcess> workers;
    private final Random random;
    private final Thread thread = new Thread(this::work, "stopper");
    private volatile boolean closed;

    private Stopper(List<WorkerProcess> workers, long seed) {
        this.workers = workers;
        this.random = new Random(seed);
    }

    /** Does some work of the workers', stopping them meanwhile if that is the trial's schedule. */
    static <T> T during(Trial trial, List<WorkerProcess> workers, Supplier<T> work) {
        if (trial.schedule() != Schedule.STOPPED) {
            return work.get();
        }
        try (Stopper stopper = new Stopper(workers, trial.seed())) {
            stopper.thread.setDaemon(true);
            stopper.thread.start();
            return work.get();
        }
    }

    private void work() {
        while (!closed) {
            LockSupport.parkNanos(random.nextInt(MOST_PAUSE_NANOS));
            WorkerProcess worker = workers.get(random.nextInt(workers.size()));
            worker.stop();
            try {
                long least = LEAST_NANOS << random.nextInt(STOP_DOUBLINGS);
                LockSupport.parkNanos(least + random.nextInt((int) least * 2));
            } finally {
                worker.cont();
            }
        }
    }

    /** Ends it; afterwards no worker is stopped. */
    @Override
    public void close() {
        closed = true;
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
