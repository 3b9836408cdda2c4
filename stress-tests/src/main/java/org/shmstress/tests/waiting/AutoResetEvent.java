package org.shmstress.tests.waiting;

import org.shmstress.api.MustWait;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * An event that releases one waiter and resets itself; settings before that are one.
 *
 * <p>What must not be blamed (control C-011): the producer sets the event after each item, the consumer takes all items when it is released.
 * It is released less often than items were added, and may end asleep with nothing left to take: no wake-up was lost.
 */
@SharedObject(
        title = "Auto-reset event whose settings merge",
        description =
                "Items are added and the event is set; one release takes all of them, so a consumer may wait with nothing left.",
        bytes = 256,
        control = "C-011")
public final class AutoResetEvent {

    private static final int GUARD = 0;
    private static final int CHANGED = 64;
    private static final int SET = 128;
    private static final int ITEMS = 192;

    private final Slice slice;
    private final Guard guard;
    private final Condition changed;

    public AutoResetEvent(Slice slice) {
        this.slice = slice;
        this.guard = new Guard(slice, GUARD);
        this.changed = new Condition(slice, CHANGED, guard);
    }

    /** Adds an item and sets the event. */
    @Operation(workers = 0)
    public void add() {
        guard.lock();
        slice.putInt(ITEMS, slice.getInt(ITEMS) + 1);
        slice.putInt(SET, 1);
        changed.signal();
        guard.unlock();
    }

    /** Waits for the event, resets it and takes all items; says how many. */
    @Operation(blocking = true, workers = 1)
    public int takeAll() {
        guard.lock();
        while (slice.getInt(SET) == 0) {
            changed.await();
        }
        slice.putInt(SET, 0);
        int items = slice.getInt(ITEMS);
        slice.putInt(ITEMS, 0);
        guard.unlock();
        return items;
    }

    /** A flag and a number. */
    public static final class Model {
        private boolean set;
        private int items;

        public void add() {
            items++;
            set = true;
        }

        public int takeAll() {
            if (!set) {
                throw new MustWait();
            }
            int taken = items;
            set = false;
            items = 0;
            return taken;
        }
    }
}
