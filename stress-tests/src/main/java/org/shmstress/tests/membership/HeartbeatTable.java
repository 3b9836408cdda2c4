package org.shmstress.tests.membership;

import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Initialise;
import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A table of slots whose owners show by heartbeats that they live; one that misses them for a tenth of a millisecond loses its slot.
 *
 * <p>What can go wrong: a missed heartbeat does not prove a death. A process that was merely stopped goes on where it was, in the middle
 * of writing a slot that has been somebody else's since. So whoever writes a slot has given a heartbeat before, and the slot refuses
 * what is written under an older one than the last.
 *
 * <pre>
 * offset    width  name        ordering
 * 64 i      8      heartbeat   of the slot's owner; compare-and-set, by the owner from his last one, by another from a stale one
 *      + 8  8      value       {@link FencedCell}
 * 128       8      clock       {@link CommonClock}
 * </pre>
 */
@SharedObject(
        title = "Heartbeat table: the owner of a slot is stopped or killed",
        description =
                "Slots whose owner has missed its heartbeats go to another process. A slot refuses what a former owner"
                        + " writes when it goes on.",
        bytes = 192,
        workers = 3,
        faults = Fault.KILL)
public class HeartbeatTable {

    private static final int SLOTS = 2;
    private static final int VALUE = 8;
    private static final int CLOCK = 64 * SLOTS;
    private static final long TIMEOUT_NANOS = 100_000;

    private final Slice slice;
    private final CommonClock clock;
    private final Slice[] cells = new Slice[SLOTS];
    private final FencedCell[] values = new FencedCell[SLOTS];
    private final long[] heartbeats = new long[SLOTS];

    public HeartbeatTable(Slice slice) {
        this.slice = slice;
        this.clock = new CommonClock(slice.slice(CLOCK, CommonClock.BYTES));
        for (int i = 0; i < SLOTS; i++) {
            cells[i] = slice.slice(slot(i) + VALUE, FencedCell.BYTES);
            values[i] = new FencedCell(cells[i]);
        }
    }

    /** Starts the clock. */
    @Initialise
    public final void initialise() {
        clock.start();
    }

    /** Puts a value into a slot, of which the process becomes the owner if it is not, and returns the former one. */
    @Operation(weight = 3)
    public final long replace(@Key @Range(from = 0, to = SLOTS - 1) int slot, @Unique long value) {
        while (true) {
            own(slot);
            long former = values[slot].acquireNumber();
            if (write(cells[slot], heartbeats[slot], former, value)) {
                return former;
            }
        }
    }

    /** The value of a slot. */
    @Operation
    public final long get(@Key @Range(from = 0, to = SLOTS - 1) int slot) {
        return values[slot].acquireNumber();
    }

    private void own(int slot) {
        Patience patience = new Patience();
        while (!beat(slot) || !values[slot].admit(heartbeats[slot])) {
            patience.isOver();
        }
    }

    /** A heartbeat into a slot that is this process's, or whose owner has missed his. */
    private boolean beat(int slot) {
        long last = slice.getLongAcquire(slot(slot));
        long now = clock.nanos();
        boolean mine = last != 0 && last == heartbeats[slot];
        if ((mine || now - last > TIMEOUT_NANOS) && slice.compareAndSetLong(slot(slot), last, now)) {
            heartbeats[slot] = now;
            return true;
        }
        return false;
    }

    /** Writes a value into a slot that this process owned a moment ago. */
    boolean write(Slice word, long heartbeat, long former, long value) {
        Crash.here("owns the slot, has not yet written");
        return word.compareAndSetLong(0, FencedCell.word(heartbeat, former), FencedCell.word(heartbeat, value));
    }

    private static int slot(int slot) {
        return 64 * slot;
    }

    /** A plain variable per slot. */
    public static final class Model {
        private long value;

        public long replace(int slot, long next) {
            long former = value;
            value = next;
            return former;
        }

        public long get(int slot) {
            return value;
        }
    }

    /** D-122: a process whose slot was given to another one while it was stopped writes into it when it goes on. */
    @SharedObject(
            title = "Heartbeat table whose slots take writes of former owners",
            description =
                    "A process that was declared dead by missed heartbeats, and is not, writes into its former slot over what"
                            + " the new owner has put there.",
            bytes = 192,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-122")
    public static final class FormerOwnerWrites extends HeartbeatTable {

        public FormerOwnerWrites(Slice slice) {
            super(slice);
        }

        @Override
        boolean write(Slice word, long heartbeat, long former, long value) {
            word.putLongRelease(0, FencedCell.word(heartbeat, value));
            return true;
        }
    }
}
