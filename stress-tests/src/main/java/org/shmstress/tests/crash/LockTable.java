package org.shmstress.tests.crash;

import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.membership.Members;
import org.shmstress.tests.membership.Patience;

/**
 * Locks whose owners are entries of a table, one entry per process; counters under them.
 *
 * <p>A process takes a free entry when it comes, lists in it each lock that it is about to take, and writes the entry's number into the
 * lock. Who finds that the process of an entry is dead claims the entry for the repair, releases the locks listed there as far as they
 * bear its number, and then frees the entry. An owner dies in two ways here: its process is killed, and its thread ends while it owns
 * a lock ({@link #vanish}), after which the process comes back as a newcomer while others repair.
 *
 * <p>What can go wrong: a free entry is taken by the next newcomer at once. From then on its number means the newcomer, and whoever
 * still releases locks that bear it takes them from a living owner.
 *
 * <pre>
 * offset          width  name      ordering
 * 64 k            4      lock k    compare-and-set from 0 to entry + 1, release to 0
 *      + 8        8      counter   plain, by the owner of lock k
 * 128 + 16 e      8      process   0 in a free entry, else identity, negated while that one repairs; compare-and-set
 *          + 8    8      listed    a bit per lock; release
 * 256                    members
 * </pre>
 */
@SharedObject(
        title = "Lock table with an entry per process: processes come and are killed",
        description =
                "Locks bear the number of their owner's entry. Survivors release the locks that are listed in a dead process's entry"
                        + " and free the entry after that.",
        bytes = LockTable.BYTES,
        workers = 3,
        faults = Fault.KILL)
public class LockTable {

    static final int BYTES = 256 + Members.BYTES;

    private static final int LOCKS = 2;
    private static final int TABLE = 128;
    private static final int ENTRIES = 8;
    private static final int MEMBERS = 256;

    private final Slice slice;
    private final Members members;
    private int entry = -1;

    public LockTable(Slice slice) {
        this.slice = slice;
        this.members = new Members(slice.slice(MEMBERS, Members.BYTES));
    }

    /** Adds one to a counter by load and store, under its lock, and returns the new value. */
    @Operation(weight = 3)
    public final long increment(@Key @Range(from = 0, to = LOCKS - 1) int lock) {
        lock(lock);
        long value = slice.getLong(counter(lock)) + 1;
        slice.putLong(counter(lock), value);
        unlock(lock);
        return value;
    }

    /** Ends as a thread while it owns the lock; the process comes back as another member. */
    @Operation
    public final void vanish(@Key @Range(from = 0, to = LOCKS - 1) int lock) {
        lock(lock);
        members.vanish();
        entry = -1;
    }

    private void lock(int lock) {
        if (entry < 0) {
            entry = enter();
        }
        slice.putLongRelease(listed(entry), 1L << lock);
        Patience patience = new Patience();
        while (!slice.compareAndSetInt(word(lock), 0, entry + 1)) {
            if (patience.isOver()) {
                repair(slice.getIntAcquire(word(lock)) - 1);
            }
        }
    }

    private void unlock(int lock) {
        slice.putIntRelease(word(lock), 0); // pairs with the compare-and-set in lock
        slice.putLongRelease(listed(entry), 0);
    }

    private int enter() {
        Patience patience = new Patience();
        while (true) {
            for (int i = 0; i < ENTRIES; i++) {
                if (slice.getLongOpaque(process(i)) == 0 && slice.compareAndSetLong(process(i), 0, members.self())) {
                    return i;
                }
            }
            if (patience.isOver()) {
                for (int i = 0; i < ENTRIES; i++) {
                    repair(i);
                }
            }
        }
    }

    /** Repairs the entry if its process, or the one that was repairing it, is dead. */
    private void repair(int of) {
        long process = of < 0 ? 0 : slice.getLongAcquire(process(of));
        if (process != 0
                && members.isDead(Math.abs(process))
                && slice.compareAndSetLong(process(of), process, -members.self())) {
            clean(of);
        }
    }

    void clean(int of) {
        releaseListed(of);
        free(of);
    }

    final void releaseListed(int of) {
        long listed = slice.getLongAcquire(listed(of));
        for (int lock = 0; lock < LOCKS; lock++) {
            if ((listed & 1L << lock) != 0) {
                slice.compareAndSetInt(word(lock), of + 1, 0);
            }
        }
    }

    final void free(int of) {
        Crash.here("entry repaired, not yet free");
        slice.putLongRelease(process(of), 0); // pairs with the compare-and-set in enter
    }

    private static int word(int lock) {
        return 64 * lock;
    }

    private static int counter(int lock) {
        return word(lock) + Long.BYTES;
    }

    private static int process(int entry) {
        return TABLE + 16 * entry;
    }

    private static int listed(int entry) {
        return process(entry) + Long.BYTES;
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment(int lock) {
            return ++value;
        }

        public void vanish(int lock) {}
    }

    /** D-028: the entry is freed before the locks listed in it are released, so a newcomer takes over the entry and its locks. */
    @SharedObject(
            title = "Lock table that frees a dead process's entry before its locks",
            description =
                    "The repair frees the entry and then releases the locks that bear its number; a newcomer who took the"
                            + " entry in between loses a lock that it owns.",
            bytes = LockTable.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-028")
    public static final class FreedTooEarly extends LockTable {

        public FreedTooEarly(Slice slice) {
            super(slice);
        }

        @Override
        void clean(int of) {
            free(of);
            releaseListed(of);
        }
    }
}
