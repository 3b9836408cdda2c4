package org.shmstress.tests.barriers;

import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.tests.mutex.Spin;

/**
 * A barrier between processes one of which is killed.
 *
 * <p>What can go wrong: whoever is dead will not arrive, and the others wait for ever without being told. Here each process leaves its PID
 * when it attaches; whoever waits long looks whether all of them are still there, and declares the barrier broken if not, for good (as
 * {@code java.util.concurrent.CyclicBarrier} does). A PID that the kernel has given to another process would pass for the dead one; the
 * harness kills and looks within a second.
 *
 * <p>Parties arrive by storing the generation in words of their own, so no count is left half changed by a death: whoever sees that all have
 * arrived advances the generation, once.
 */
@SharedObject(
        title = "Barrier that breaks when a party dies",
        description =
                "Those who wait look whether all parties are still alive, and declare the barrier broken if one is not.",
        bytes = 512,
        workers = MortalBarrier.PARTIES,
        faults = Fault.KILL)
public class MortalBarrier {

    static final int PARTIES = 3;

    private static final int GENERATION = 0;
    private static final int BROKEN = 64;
    private static final int ARRIVED = 128;
    private static final int ATTACHED = 320;
    private static final int PIDS = 384;
    private static final int MOST_PIDS = 16;

    private final Slice slice;

    public MortalBarrier(Slice slice) {
        this.slice = slice;
        int index = slice.getAndAddInt(ATTACHED, 1);
        slice.putLongRelease(
                PIDS + Long.BYTES * (index % MOST_PIDS), ProcessHandle.current().pid()); // pairs with lostOne
    }

    /** Waits for all parties, or until the barrier is broken; says whether it was let go though one had not arrived. */
    @Operation(blocking = true)
    public final boolean await(@Worker int worker) {
        int generation = slice.getIntAcquire(GENERATION);
        slice.putIntVolatile(arrived(worker), generation + 1);
        int polls = 0;
        while (slice.getIntAcquire(GENERATION) == generation) { // pairs with the compare-and-set
            if (slice.getIntAcquire(BROKEN) != 0) {
                return false;
            } else if (haveAllArrived(generation)) {
                slice.compareAndSetInt(GENERATION, generation, generation + 1);
            } else if (polls == 0 && lostOne(slice)) {
                slice.putIntRelease(BROKEN, 1); // pairs with the test above
            }
            polls = Spin.once(polls);
        }
        return !haveAllArrived(generation);
    }

    private static int arrived(int worker) {
        return ARRIVED + 64 * worker;
    }

    private boolean haveAllArrived(int generation) {
        for (int worker = 0; worker < PARTIES; worker++) {
            if (slice.getIntVolatile(arrived(worker)) - generation <= 0) {
                return false;
            }
        }
        return true;
    }

    boolean lostOne(Slice barrier) {
        for (int index = 0; index < MOST_PIDS; index++) {
            long pid = barrier.getLongAcquire(PIDS + Long.BYTES * index);
            if (pid != 0 && ProcessHandle.of(pid).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Nobody goes on alone, and nobody waits for ever. */
    public static final class Model {
        public boolean await(int worker) {
            return false;
        }
    }

    /** D-084: nobody looks whether the others are still alive. */
    @SharedObject(
            title = "Barrier that waits for the dead",
            description = "A party that was killed before it arrived is waited for without end, and nobody is told.",
            bytes = 512,
            workers = PARTIES,
            faults = Fault.KILL,
            defect = "D-084")
    public static final class WaitsForTheDead extends MortalBarrier {

        public WaitsForTheDead(Slice slice) {
            super(slice);
        }

        @Override
        boolean lostOne(Slice barrier) {
            return false;
        }
    }
}
