package org.shmstress.worker.puppet;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.shmstress.HarnessException;
import org.shmstress.segment.View;

/** A thread that atomically increments a long in a mapping and counts beside it, in private, what it did. */
final class Traffic {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /** Increments between two looks at whether to stop. */
    private static final int BATCH = 64;

    private final View view;
    private final long offset;
    private final AtomicLong done = new AtomicLong();
    private final Thread thread;

    private volatile boolean stopping;
    private volatile String failure = "";
    private long lastAwaited;

    private Traffic(View view, long offset) {
        this.view = view;
        this.offset = offset;
        this.thread = new Thread(this::run, "shmstress-traffic");
        thread.setDaemon(true);
    }

    static Traffic start(View view, long offset) {
        Traffic traffic = new Traffic(view, offset);
        traffic.thread.start();
        return traffic;
    }

    private void run() {
        try {
            while (!stopping) {
                for (int i = 0; i < BATCH; i++) {
                    view.access().getAndAddLong(view.region(), view.at(offset), 1);
                    // Only this thread writes it, so a plain read beside the ordered store counts exactly.
                    done.setRelease(done.getPlain() + 1);
                }
            }
        } catch (Throwable t) {
            failure = t.toString();
        }
    }

    /** Waits until so many increments were made since the start or the last wait; answers the count. */
    long await(long increments) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (done.getAcquire() < lastAwaited + increments) {
            if (!failure.isEmpty()) {
                throw new HarnessException("traffic ended: " + failure);
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException(increments + " increments did not happen within 20 s");
            }
            Thread.sleep(1);
        }
        lastAwaited = done.getAcquire();
        return lastAwaited;
    }

    /** Stops it; answers the private count, which is final. */
    long stop() throws InterruptedException {
        stopping = true;
        thread.join(PATIENCE_NANOS / 1_000_000);
        if (thread.isAlive() || !failure.isEmpty()) {
            throw new HarnessException("traffic did not end well: " + (failure.isEmpty() ? "still running" : failure));
        }
        return done.getAcquire();
    }
}
