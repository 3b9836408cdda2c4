package org.shmstress.tests.membership;

import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A counter whose writer holds a lease for a tenth of a millisecond, with a fencing token (C. Gray, D. Cheriton, Leases, SOSP 1989).
 *
 * <p>What can go wrong: no test of the expiry protects a write that comes after it. The holder can be off its CPU between the two for
 * longer than any lease; by then another one holds the lease and has counted on. So each lease has a token, and the counter refuses writes
 * with an older one. Leases follow each other, so the instant at which one expires is its token, too.
 *
 * <pre>
 * offset  width  name      ordering
 * 0       8      expiry    of the last lease; compare-and-set
 * 8       8      clock     {@link CommonClock}
 * 64      8      counter   {@link FencedCell}
 * </pre>
 */
@SharedObject(
        title = "Lease with a fencing token: its holder is stopped or killed",
        description =
                "Whoever holds the lease counts; when it has expired another takes it, with a newer token. The counter refuses"
                        + " writes of one whose token is not the newest.",
        bytes = 128,
        workers = 3,
        faults = Fault.KILL)
public class FencedLease {

    private static final int EXPIRY = 0;
    private static final int CLOCK = 8;
    private static final int COUNTER = 64;
    private static final long LEASE_NANOS = 100_000;

    private final Slice slice;
    private final CommonClock clock;
    private final Slice cell;
    private final FencedCell counter;
    private long expiry;

    public FencedLease(Slice slice) {
        this.slice = slice;
        this.clock = new CommonClock(slice.slice(CLOCK, CommonClock.BYTES));
        this.cell = slice.slice(COUNTER, FencedCell.BYTES);
        this.counter = new FencedCell(cell);
    }

    /** Starts the clock. */
    @Initialise
    public final void initialise() {
        clock.start();
    }

    /** Adds one and returns the new value; waits for a lease. */
    @Operation(weight = 3)
    public final long increment() {
        while (true) {
            holdLease();
            long next = counter.acquireNumber() + 1;
            if (!isExpired() && write(cell, expiry, next)) {
                return next;
            }
        }
    }

    /** The value. */
    @Operation
    public final long get() {
        return counter.acquireNumber();
    }

    private void holdLease() {
        Patience patience = new Patience();
        while (isExpired() || !counter.admit(expiry)) {
            takeLease();
            patience.isOver();
        }
    }

    private boolean isExpired() {
        return clock.nanos() >= expiry;
    }

    private void takeLease() {
        long last = slice.getLongAcquire(EXPIRY);
        long now = clock.nanos();
        if (now >= last && slice.compareAndSetLong(EXPIRY, last, now + LEASE_NANOS)) {
            expiry = now + LEASE_NANOS;
        }
    }

    /** Writes the number that follows the one that was read, after the test of the expiry. */
    boolean write(Slice word, long token, long number) {
        Crash.here("lease found valid, not yet written");
        return word.compareAndSetLong(0, FencedCell.word(token, number - 1), FencedCell.word(token, number));
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment() {
            return ++value;
        }

        public long get() {
            return value;
        }
    }

    /** D-117: the holder tests the expiry and then writes without a token, so a delayed write lands after the take-over. */
    @SharedObject(
            title = "Lease without a fencing token",
            description =
                    "The holder tests that the lease has not expired and then writes, whatever has happened in between; its"
                            + " delayed write undoes what the next holder has counted.",
            bytes = 128,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-117")
    public static final class Unfenced extends FencedLease {

        public Unfenced(Slice slice) {
            super(slice);
        }

        @Override
        boolean write(Slice word, long token, long number) {
            word.putLongRelease(0, FencedCell.word(token, number));
            return true;
        }
    }
}
