package org.shmstress.tests.barriers;

import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.Spin;

/**
 * A barrier that processes register with and leave again, in the middle of a phase too.
 *
 * <p>One word has all of it: the phase in the upper 32 bits, then 16 for the number of parties, then 16 for those of them that have not yet
 * arrived in this phase.
 *
 * <p>What can go wrong: one who leaves will not arrive in the present phase either. If the others go on waiting for its arrival, the phase
 * never ends.
 */
@SharedObject(
        title = "Phaser that parties leave in the middle of a phase",
        description = "Who leaves is taken off the parties and off those whom the present phase still waits for.",
        bytes = 64,
        workers = 3)
public class DynamicPhaser {

    private static final int STATE = 0;
    private static final long PHASE = 0x1_0000_0000L;
    private static final long PARTY = 0x1_0000;
    private static final long UNARRIVED = 1;
    private static final long NUMBER = 0xFFFF;

    private final Slice slice;

    public DynamicPhaser(Slice slice) {
        this.slice = slice;
    }

    /** Registers, goes through some phases with whoever else is registered, and leaves. Says how many phases did not follow each other. */
    @Operation(blocking = true)
    public final int goThrough(@Range(from = 1, to = 3) int phases) {
        slice.getAndAddLong(STATE, PARTY + UNARRIVED);
        int wrong = 0;
        for (int i = 0; i < phases; i++) {
            wrong += arriveAndAwait() ? 0 : 1;
        }
        leave();
        return wrong;
    }

    private boolean arriveAndAwait() {
        long before = slice.getLongVolatile(STATE);
        while (!slice.compareAndSetLong(STATE, before, nextIfAll(before - UNARRIVED))) {
            before = slice.getLongVolatile(STATE);
        }
        int polls = 0;
        long now = slice.getLongVolatile(STATE);
        while (now / PHASE == before / PHASE) {
            polls = Spin.once(polls);
            now = slice.getLongVolatile(STATE);
        }
        return now / PHASE == before / PHASE + 1; // no phase ends without the caller
    }

    private void leave() {
        long before = slice.getLongVolatile(STATE);
        while (!slice.compareAndSetLong(STATE, before, withoutParty(before))) {
            before = slice.getLongVolatile(STATE);
        }
    }

    long withoutParty(long state) {
        return nextIfAll(state - PARTY - UNARRIVED);
    }

    /** The state after this one: the next phase if nobody is waited for any more. */
    private static long nextIfAll(long state) {
        long parties = state / PARTY & NUMBER;
        return (state & NUMBER) > 0 ? state : state + PHASE + parties;
    }

    /** Whoever is registered goes on and leaves in the end, so nobody waits for ever. */
    public static final class Model {
        public int goThrough(int phases) {
            return 0;
        }
    }

    /** D-083: who leaves is taken off the parties, but the present phase still waits for it. */
    @SharedObject(
            title = "Phaser that waits for one that has left",
            description =
                    "Who leaves is taken off the number of parties, but not off those whom the present phase waits for.",
            bytes = 64,
            workers = 3,
            defect = "D-083")
    public static final class WaitsForTheGone extends DynamicPhaser {

        public WaitsForTheGone(Slice slice) {
            super(slice);
        }

        @Override
        long withoutParty(long state) {
            return state - PARTY;
        }
    }
}
