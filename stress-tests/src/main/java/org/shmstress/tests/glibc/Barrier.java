package org.shmstress.tests.glibc;

import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.posix.PthreadBarrier;

/**
 * The C library's barrier between three processes (POSIX {@code pthread_barrier_wait}).
 *
 * <p>What can go wrong: one goes on before all have come, or is not woken; what a party wrote before it arrived is not seen behind the
 * barrier.
 */
@SharedObject(
        title = "glibc's process-shared barrier",
        description =
                "Each party counts its arrivals; behind the barrier each looks whether all others have arrived too.",
        bytes = 256,
        workers = Barrier.PARTIES)
public class Barrier {

    static final int PARTIES = 3;

    private static final int ARRIVALS = 64;

    private final Slice slice;
    private final long barrier;

    public Barrier(Slice slice) {
        this.slice = slice;
        this.barrier = slice.virtualAddress();
    }

    /** Makes the native barrier. */
    @Initialise
    public final void initialise() {
        PthreadBarrier.initialise(barrier, PARTIES);
    }

    /** Waits for all parties; says how many of them had not arrived. */
    @Operation(blocking = true)
    public final int await(@Worker int worker) {
        int number = slice.getInt(arrivals(worker)) + 1;
        slice.putInt(arrivals(worker), number);
        PthreadBarrier.await(barrier);
        int missing = 0;
        for (int party = 0; party < PARTIES; party++) {
            missing += slice.getInt(arrivals(party)) - number < 0 ? 1 : 0;
        }
        return missing;
    }

    private static int arrivals(int worker) {
        return ARRIVALS + 64 * worker;
    }

    /** All call it equally often, so nobody waits for ever, and nobody goes on alone. */
    public static final class Model {
        public int await(int worker) {
            return 0;
        }
    }
}
