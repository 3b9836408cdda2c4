package org.shmstress.run;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.history.Pause;
import org.shmstress.plan.Trial;
import org.shmstress.posix.Futex;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.View;
import org.shmstress.sync.Joining;

/**
 * Stops one worker after the other (SIGSTOP) at instants that follow from a seed, and has it go on (SIGCONT) 1 to 50 ms later. Then wakes
 * whoever sleeps on a word of the object: a sleep may always end for no reason (futex(2)), as it does where a signal is handled, and who
 * takes that for an answer is wrong. Works on a thread of its own, since the one that runs the trial gathers answers.
 */
final class Stopper implements AutoCloseable {

    private static final long LEAST_NANOS = 1_000_000;
    private static final int STOP_DOUBLINGS = 5;
    private static final int MOST_PAUSE_NANOS = 10_000_000;
    private static final long MOST_BYTES_WOKEN = 8_192;

    private final List<WorkerProcess> workers;
    private final Runnable wakeSleepers;
    private final Stops stops;
    private final Random random;
    private final Thread thread = new Thread(this::work, "stopper");
    private volatile boolean closed;

    private Stopper(List<WorkerProcess> workers, Runnable wakeSleepers, Stops stops, long seed) {
        this.workers = workers;
        this.wakeSleepers = wakeSleepers;
        this.stops = stops;
        this.random = new Random(seed);
    }

    /**
     * Does some work of the workers', stopping them meanwhile if that is the trial's schedule.
     *
     * @param objectOffset where in the segment the object lies
     * @param objectBytes its size
     * @param stops told when each was stopped
     */
    static <T> T during(Trial trial, Stage stage, long objectOffset, long objectBytes, Stops stops, Supplier<T> work) {
        if (trial.schedule() != Schedule.STOPPED) {
            return work.get();
        }
        Runnable wakeSleepers = () -> stage.segment().read(view -> wakeSleepers(view, objectOffset, objectBytes));
        try (Stopper stopper = new Stopper(stage.workers(), wakeSleepers, stops, trial.seed())) {
            stopper.thread.setDaemon(true);
            stopper.thread.start();
            return work.get();
        }
    }

    private void work() {
        while (!closed) {
            LockSupport.parkNanos(random.nextInt(MOST_PAUSE_NANOS));
            int index = random.nextInt(workers.size());
            WorkerProcess worker = workers.get(index);
            long from = System.nanoTime();
            worker.stop();
            try {
                long least = LEAST_NANOS << random.nextInt(STOP_DOUBLINGS);
                LockSupport.parkNanos(least + random.nextInt((int) least * 2));
            } finally {
                worker.cont();
            }
            stops.add(new Pause(index, from, System.nanoTime()));
            wakeSleepers.run();
        }
    }

    private static int wakeSleepers(View view, long offset, long bytes) {
        long first = view.access().virtualAddress(view.region(), view.at(offset));
        int woken = 0;
        for (long word = first; word < first + Math.min(bytes, MOST_BYTES_WOKEN); word += Integer.BYTES) {
            woken += Futex.wakeAnyway(word);
        }
        return woken;
    }

    /** Ends it; afterwards no worker is stopped. */
    @Override
    public void close() {
        closed = true;
        Joining.untilEnded(thread);
    }
}
