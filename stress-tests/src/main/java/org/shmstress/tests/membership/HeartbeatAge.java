package org.shmstress.tests.membership;

import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * The age of a heartbeat in milliseconds, as one process computes it from its own reading of the clock and another's.
 *
 * <p>What can go wrong: who looks reads the clock, then the heartbeat, and in between a new one may come, which is younger than the
 * reading. Its age is negative; in unsigned arithmetic it is older than anything, and a living process is declared dead.
 */
@SharedObject(
        title = "Age of a heartbeat, which may be newer than the clock reading",
        description =
                "Ages are compared as signed numbers, so a heartbeat that came after the clock was read counts as young. The limit"
                        + " is an hour, so in a trial nobody is ever old.",
        bytes = 8)
public class HeartbeatAge {

    private static final long LIMIT_MILLIS = 3_600_000;

    private final Slice slice;

    public HeartbeatAge(Slice slice) {
        this.slice = slice;
    }

    /** One that came before anybody looks. */
    @Initialise
    public final void initialise() {
        beat();
    }

    /** A sign of life. */
    @Operation
    public final void beat() {
        slice.putLongRelease(0, CommonClock.millis()); // pairs with isAlive
    }

    /** Whether there was one within the limit. */
    @Operation
    public final boolean isAlive() {
        long now = CommonClock.millis();
        return isYoung(now - slice.getLongAcquire(0));
    }

    boolean isYoung(long age) {
        return age < LIMIT_MILLIS;
    }

    /** In a trial every heartbeat is young. */
    public static final class Model {

        public void beat() {}

        public boolean isAlive() {
            return true;
        }
    }

    /** D-124: ages are compared as unsigned numbers, so a heartbeat newer than the clock reading looks infinitely old. */
    @SharedObject(
            title = "Age of a heartbeat in unsigned arithmetic",
            description =
                    "A heartbeat that came after the clock was read has a negative age, which as an unsigned number is huge:"
                            + " a living process is declared dead.",
            bytes = 8,
            defect = "D-124")
    public static final class UnsignedAge extends HeartbeatAge {

        public UnsignedAge(Slice slice) {
            super(slice);
        }

        @Override
        boolean isYoung(long age) {
            return age + Long.MIN_VALUE < LIMIT_MILLIS + Long.MIN_VALUE;
        }
    }
}
