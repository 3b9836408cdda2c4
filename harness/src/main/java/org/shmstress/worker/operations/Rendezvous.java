package org.shmstress.worker.operations;

import org.shmstress.HarnessException;

/**
 * Where all workers of a trial wait for each other.
 *
 * <p>Each worker counts its arrivals in an epoch of its own and waits until no other epoch is behind. What a worker wrote
 * before {@link #await} is visible to the others after theirs: the release of an epoch pairs with the acquire of those who
 * wait for it. A waiter polls a while, then yields, because there may be more workers than CPUs.
 */
final class Rendezvous {

    private static final int POLLS_BEFORE_YIELD = 200;
    private static final int YIELDS_BEFORE_CLOCK = 64;

    private final Region control;
    private final int worker;
    private final int workers;
    private final long deadlineNanos;
    private int epoch;

    Rendezvous(Region control, int worker, int workers, long deadlineNanos) {
        this.control = control;
        this.worker = worker;
        this.workers = workers;
        this.deadlineNanos = deadlineNanos;
    }

    /** Waits for all; false when the parent has ended the trial meanwhile. */
    boolean await() {
        epoch++;
        control.releaseInt(OperationLayout.worker(worker), epoch);
        for (int other = 0; other < workers; other++) {
            if (other != worker && !awaitOther(other)) {
                return false;
            }
        }
        return true;
    }

    private boolean awaitOther(int other) {
        long place = OperationLayout.worker(other);
        for (int polls = 1; control.acquireInt(place) - epoch < 0; polls++) {
            Thread.onSpinWait();
            if (polls % POLLS_BEFORE_YIELD == 0) {
                if (isAborted()) {
                    return false;
                }
                Thread.yield();
                checkDeadline(other, polls);
            }
        }
        return true;
    }

    boolean isAborted() {
        return control.opaqueInt(OperationLayout.ABORT) != 0;
    }

    private void checkDeadline(int other, int polls) {
        if (polls % (POLLS_BEFORE_YIELD * YIELDS_BEFORE_CLOCK) == 0 && System.nanoTime() - deadlineNanos > 0) {
            throw new HarnessException("worker " + worker + " waited for worker " + other + " at rendezvous " + epoch
                    + " until long after the trial's time; the parent should have ended the trial");
        }
    }
}
