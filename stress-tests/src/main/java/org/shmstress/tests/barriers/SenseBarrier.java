package org.shmstress.tests.barriers;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.tests.mutex.Spin;

/**
 * A sense-reversing barrier (D. Hensgen, R. Finkel, U. Manber, Two algorithms for barrier synchronization, 1988): its sense flips each
 * time, and each party knows for itself which one it waits for.
 *
 * <p>What can go wrong: what a process knows for itself, another that takes its place does not. It has to look at the shared sense when it
 * joins, which stands still until it has arrived.
 */
@SharedObject(
        title = "Sense-reversing barrier that processes join later",
        description =
                "A process that joins takes the sense from the barrier, which may have flipped an odd number of times.",
        bytes = 384,
        workers = SenseBarrier.PARTIES)
public class SenseBarrier {

    static final int PARTIES = 3;

    private static final int COUNT = 0;
    private static final int SENSE = 64;
    private static final int ARRIVALS = 128;

    private final Slice slice;
    private final Arrivals arrivals;
    private int mySense;

    public SenseBarrier(Slice slice) {
        this.slice = slice;
        this.arrivals = new Arrivals(slice, ARRIVALS, PARTIES);
    }

    /**
     * Waits for all parties; says how many of them had not arrived.
     *
     * @param joins whether it is a newcomer that does, in the place of one that has left after the last time
     */
    @Operation(blocking = true)
    public final int await(@Worker int worker, boolean joins) {
        if (joins) {
            mySense = senseOnJoining(slice);
        }
        int number = arrivals.arrive(worker);
        mySense = 1 - mySense;
        if (slice.getAndAddInt(COUNT, 1) == PARTIES - 1) {
            slice.putIntRelease(COUNT, 0); // pairs with the fetch-and-add
            slice.putIntRelease(SENSE, mySense); // pairs with the wait
        } else {
            int polls = 0;
            while (slice.getIntAcquire(SENSE) != mySense) {
                polls = Spin.once(polls);
            }
        }
        return arrivals.missing(number);
    }

    int senseOnJoining(Slice barrier) {
        return barrier.getIntAcquire(SENSE);
    }

    /** All call it equally often, so nobody waits for ever, and nobody goes on alone. */
    public static final class Model {
        public int await(int worker, boolean joins) {
            return 0;
        }
    }

    /** D-085: the sense of a process begins with 0, also in one that joins later. */
    @SharedObject(
            title = "Sense-reversing barrier whose newcomers begin with 0",
            description =
                    "A process that joins after an odd number of times waits for the sense that is there already.",
            bytes = 384,
            workers = PARTIES,
            defect = "D-085")
    public static final class BeginsWithZero extends SenseBarrier {

        public BeginsWithZero(Slice slice) {
            super(slice);
        }

        @Override
        int senseOnJoining(Slice barrier) {
            return 0;
        }
    }
}
