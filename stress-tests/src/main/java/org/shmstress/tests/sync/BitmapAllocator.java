package org.shmstress.tests.sync;

import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A bitmap of owned slots: who sets a slot's bit owns it until clearing the bit. Each process owns a few slots at the most, of which it
 * keeps the numbers, and marks them with its name.
 *
 * <p>What can go wrong: a bit that is set by load and store takes back what others have set or cleared in the same word. A slot is then
 * owned twice, or its owner's bit is gone.
 */
@SharedObject(
        title = "Bitmap of owned slots",
        description = "Bits are set and cleared by one atomic operation, which says whether the slot was free.",
        bytes = 136)
public class BitmapAllocator {

    private static final int BITMAP = 0;
    private static final int OWNERS = 8;
    private static final int SLOTS = 16;
    private static final int QUOTA = 4;

    private final Slice slice;
    private final int[] mine = new int[QUOTA];
    private int owned;

    public BitmapAllocator(Slice slice) {
        this.slice = slice;
    }

    /** Takes a free slot, unless the process has its share; there are always some. */
    @Operation(weight = 2)
    public boolean allocate(@Key @Worker int process) {
        if (owned == QUOTA) {
            return false;
        }
        int slot = process;
        while (!claim(slice, 1L << slot)) {
            slot = (slot + 1) % SLOTS;
        }
        slice.putLong(owner(slot), process + 1L);
        mine[owned++] = slot;
        return true;
    }

    /** How many of the process's slots have their bit and its name. */
    @Operation
    public int intact(@Key @Worker int process) {
        int intact = 0;
        for (int i = 0; i < owned; i++) {
            boolean taken = (slice.getLongVolatile(BITMAP) & 1L << mine[i]) != 0;
            intact += taken && slice.getLong(owner(mine[i])) == process + 1 ? 1 : 0;
        }
        return intact;
    }

    /** Gives back a slot. */
    @Operation
    public boolean free(@Key @Worker int process) {
        if (owned == 0) {
            return false;
        }
        slice.getAndBitwiseAndLong(BITMAP, ~(1L << mine[--owned]));
        return true;
    }

    /** Sets a bit; true if it was clear. */
    boolean claim(Slice bitmap, long bit) {
        return (bitmap.getLongVolatile(BITMAP) & bit) == 0 && (bitmap.getAndBitwiseOrLong(BITMAP, bit) & bit) == 0;
    }

    private static int owner(int slot) {
        return OWNERS + slot * Long.BYTES;
    }

    /** How many slots a process has. */
    public static final class Model {
        private int owned;

        public boolean allocate(int process) {
            if (owned == QUOTA) {
                return false;
            }
            owned++;
            return true;
        }

        public int intact(int process) {
            return owned;
        }

        public boolean free(int process) {
            if (owned == 0) {
                return false;
            }
            owned--;
            return true;
        }
    }

    /** D-111: a bit is set by load, or and store. */
    @SharedObject(
            title = "Bitmap of owned slots, set by load and store",
            description = "Who stores the word with a bit added takes back what others have done to it since the load.",
            bytes = 136,
            defect = "D-111")
    public static final class LoadOrStore extends BitmapAllocator {

        public LoadOrStore(Slice slice) {
            super(slice);
        }

        @Override
        boolean claim(Slice bitmap, long bit) {
            long before = bitmap.getLongVolatile(BITMAP);
            if ((before & bit) != 0) {
                return false;
            }
            bitmap.putLongVolatile(BITMAP, before | bit);
            return true;
        }
    }
}
