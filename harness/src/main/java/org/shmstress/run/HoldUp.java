package org.shmstress.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.shmstress.posix.Signal;
import org.shmstress.sync.Joining;

/** Stops all workers of this process again and again for longer than any of them waits by itself, as a busy host does. */
final class HoldUp implements AutoCloseable {

    private static final long GOING_MILLIS = 50;
    private static final long STOPPED_MILLIS = 250;

    private final Thread thread = new Thread(this::holdUp, "hold-up");
    private volatile boolean over;
    private int times;

    private HoldUp() {}

    /** Begins; workers that are started later are held up too. */
    static HoldUp begin() {
        HoldUp holdUp = new HoldUp();
        holdUp.thread.setDaemon(true);
        holdUp.thread.start();
        return holdUp;
    }

    private void holdUp() {
        while (!over) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GOING_MILLIS));
            List<ProcessHandle> workers = ProcessHandle.current().children().toList();
            try {
                workers.forEach(worker -> Signal.STOP.send(worker.pid()));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STOPPED_MILLIS));
            } finally {
                workers.forEach(worker -> Signal.CONT.send(worker.pid()));
            }
            times += workers.isEmpty() ? 0 : 1;
        }
    }

    /** What was done so far, in words; empty if there was nobody to do it to. */
    Optional<String> describe() {
        over = true;
        Joining.untilEnded(thread);
        return times == 0
                ? Optional.empty()
                : Optional.of("all workers were stopped " + times + " times for " + STOPPED_MILLIS + " ms");
    }

    @Override
    public void close() {
        over = true;
        Joining.untilEnded(thread);
    }
}
