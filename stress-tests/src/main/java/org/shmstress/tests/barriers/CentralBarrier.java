package org.shmstress.tests.barriers;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.tests.mutex.Spin;

/**
 * A barrier with a count of those who have arrived and a generation that ends their wait.
 *
 * <p>What can go wrong: the barrier is used again at once. Whoever waits for the count to fall back to 0 may come too late to see it, since
 * the fast ones have arrived for the next time. And the count has to be back at 0 before the first of them can arrive, which is when the
 * generation advances.
 */
@SharedObject(
        title = "Central barrier with a generation",
        description =
                "The last to arrive sets the count back and then advances the generation, for which the others wait.",
        bytes = 384,
        workers = CentralBarrier.PARTIES)
public class CentralBarrier {

    static final int PARTIES = 3;

    private static final int COUNT = 0;
    private static final int GENERATION = 64;
    private static final int ARRIVALS = 128;

    private final Slice slice;
    private final Arrivals arrivals;

    public CentralBarrier(Slice slice) {
        this.slice = slice;
        this.arrivals = new Arrivals(slice, ARRIVALS, PARTIES);
    }

    /** Waits for all parties; says how many of them had not arrived. */
    @Operation(blocking = true)
    public final int await(@Worker int worker) {
        int number = arrivals.arrive(worker);
        int generation = slice.getIntAcquire(GENERATION);
        if (slice.getAndAddInt(COUNT, 1) == PARTIES - 1) {
            letGo(generation);
        } else {
            int polls = 0;
            while (!isOver(slice, generation)) {
                polls = Spin.once(polls);
            }
        }
        return arrivals.missing(number);
    }

    void letGo(int generation) {
        resetCount();
        advance(generation);
    }

    final void resetCount() {
        slice.putIntRelease(COUNT, 0); // pairs with the fetch-and-add in await
    }

    final void advance(int generation) {
        slice.putIntRelease(GENERATION, generation + 1); // pairs with isOver
    }

    boolean isOver(Slice barrier, int generation) {
        return barrier.getIntAcquire(GENERATION) != generation;
    }

    /** All call it equally often, so nobody waits for ever, and nobody goes on alone. */
    public static final class Model {
        public int await(int worker) {
            return 0;
        }
    }

    /** D-079: those who wait look at the count and not at a generation. */
    @SharedObject(
            title = "Central barrier without a generation",
            description = "Those who wait for the count to be 0 miss it when the fast ones arrive again at once.",
            bytes = 384,
            workers = PARTIES,
            defect = "D-079")
    public static final class WithoutGeneration extends CentralBarrier {

        public WithoutGeneration(Slice slice) {
            super(slice);
        }

        @Override
        boolean isOver(Slice barrier, int generation) {
            return barrier.getIntAcquire(COUNT) == 0;
        }
    }

    /** D-080: the generation is advanced before the count is set back. */
    @SharedObject(
            title = "Central barrier that lets go before it is ready",
            description = "One who arrives again between the two steps is wiped out with the count.",
            bytes = 384,
            workers = PARTIES,
            defect = "D-080")
    public static final class LetsGoTooEarly extends CentralBarrier {

        public LetsGoTooEarly(Slice slice) {
            super(slice);
        }

        @Override
        void letGo(int generation) {
            advance(generation);
            resetCount();
        }
    }
}
