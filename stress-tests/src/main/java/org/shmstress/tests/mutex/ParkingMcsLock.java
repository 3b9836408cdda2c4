package org.shmstress.tests.mutex;

import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * The MCS queue lock whose waiters sleep, each on its own word, until the lock is handed over to them.
 *
 * <p>What can go wrong: a sleep can end for no reason that the word shows (futex(2): "callers should always conservatively assume that
 * a return value of 0 can mean a spurious wake-up"; signals do it too). The lock itself makes such wake-ups: one who hands over stores
 * first and wakes second, and in between the other may see the store, go in and out, queue up and sleep again. So whoever wakes up
 * must look whether it has the lock.
 */
@SharedObject(
        title = "MCS queue lock with sleeping waiters",
        description =
                "The owner clears its successor's word and wakes it; the successor sleeps again until it finds the word clear.",
        bytes = 64 * 4,
        workers = 3)
public class ParkingMcsLock extends McsLock {

    private static final int NODES = 3;

    private final FutexWord[] words = new FutexWord[NODES + 1];

    public ParkingMcsLock(Slice slice) {
        super(slice);
        for (int node = 1; node <= NODES; node++) {
            words[node] = new FutexWord(slice, waits(node));
        }
    }

    @Override
    final void awaitTurn(Slice queue, int node) {
        while (queue.getIntAcquire(waits(node)) == 1) { // pairs with handOver
            words[node].await(1);
            if (isMyTurn(queue, node)) {
                return;
            }
        }
    }

    /** After a wake-up. */
    boolean isMyTurn(Slice queue, int node) {
        return queue.getIntAcquire(waits(node)) == 0;
    }

    @Override
    final void handOver(Slice queue, int successor) {
        super.handOver(queue, successor);
        words[successor].wakeOne();
    }

    /** D-016: a wait that has ended, for whatever reason, is taken as acquisition. */
    @SharedObject(
            title = "Sleeping queue lock that trusts every wake-up",
            description =
                    "A process whose sleep ends goes in without a look at its word; the wake-up was not meant for this sleep.",
            bytes = 64 * 4,
            workers = 3,
            defect = "D-016")
    public static final class TrustsWakeUps extends ParkingMcsLock {

        public TrustsWakeUps(Slice slice) {
            super(slice);
        }

        @Override
        boolean isMyTurn(Slice queue, int node) {
            return true;
        }
    }
}
