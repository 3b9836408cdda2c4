package org.shmstress.tests.waiting;

import org.shmstress.api.MustWait;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A queue that one process fills and closes, and that two others empty until it is closed; then it is opened for the next job.
 *
 * <p>What can go wrong: closing has news for all that sleep on the queue, not for one of them.
 */
@SharedObject(
        title = "Work queue that is closed when all is said",
        description = "Consumers take until the queue is empty and closed; closing wakes all of them.",
        bytes = 448,
        workers = 3)
public class WorkQueue {

    private static final int CONSUMERS = 2;

    private static final int GUARD = 0;
    private static final int CHANGED = 64;
    private static final int LEFT = 128; // consumers that have left the queue since it was closed
    private static final int ITEMS = 192;
    private static final int CLOSED = 256; // how often the queue was closed
    private static final int OPENED = 320; // how often it was opened
    private static final int LEAVING = 384;

    private final Slice slice;
    private final Guard guard;
    private final Condition changed;
    private final Condition leaving;

    public WorkQueue(Slice slice) {
        this.slice = slice;
        this.guard = new Guard(slice, GUARD);
        this.changed = new Condition(slice, CHANGED, guard);
        this.leaving = new Condition(slice, LEAVING, guard);
    }

    /** Opens the queue once all have left the closed one, adds items, and closes it. */
    @Operation(blocking = true, workers = 0)
    public void job(@Range(from = 0, to = 2) int items) {
        guard.lock();
        while (slice.getInt(OPENED) > 0 && slice.getInt(LEFT) < CONSUMERS) {
            leaving.await();
        }
        slice.putInt(LEFT, 0);
        slice.putInt(OPENED, slice.getInt(OPENED) + 1);
        guard.unlock();
        for (int i = 0; i < items; i++) {
            add();
        }
        guard.lock();
        slice.putInt(CLOSED, slice.getInt(CLOSED) + 1);
        tellOfClosing();
        guard.unlock();
    }

    private void add() {
        guard.lock();
        slice.putInt(ITEMS, slice.getInt(ITEMS) + 1);
        changed.signal();
        guard.unlock();
    }

    void tellOfClosing() {
        changed.broadcast();
    }

    final void wakeOne() {
        changed.signal();
    }

    /** Takes items of the caller's next job until there are no more and the queue is closed. */
    @Operation(
            blocking = true,
            workers = {1, 2})
    public void takeAll(@Worker int worker) {
        guard.lock();
        int job = slice.getInt(done(worker)) + 1;
        while (slice.getInt(CLOSED) < job) {
            if (slice.getInt(ITEMS) > 0) {
                slice.putInt(ITEMS, slice.getInt(ITEMS) - 1);
            } else {
                changed.await();
            }
        }
        slice.putInt(ITEMS, 0);
        slice.putInt(done(worker), job);
        slice.putInt(LEFT, slice.getInt(LEFT) + 1);
        leaving.signal();
        guard.unlock();
    }

    /** Jobs that a consumer has done. */
    private static int done(int worker) {
        return LEFT + 8 * worker;
    }

    /** Whoever has left a job waits for the next one, and the next one for all to have left. */
    public static final class Model {
        private int closed;
        private final int[] done = new int[CONSUMERS + 1];

        public void job(int items) {
            for (int worker = 1; worker <= CONSUMERS; worker++) {
                if (done[worker] < closed) {
                    throw new MustWait();
                }
            }
            closed++;
        }

        public void takeAll(int worker) {
            if (done[worker] == closed) {
                throw new MustWait();
            }
            done[worker]++;
        }
    }

    /** D-076: closing wakes one waiter only. */
    @SharedObject(
            title = "Work queue whose closing wakes one",
            description = "Of two consumers that sleep when the queue is closed, one is not told.",
            bytes = 448,
            workers = 3,
            defect = "D-076")
    public static final class ClosingWakesOne extends WorkQueue {

        public ClosingWakesOne(Slice slice) {
            super(slice);
        }

        @Override
        void tellOfClosing() {
            wakeOne();
        }
    }
}
