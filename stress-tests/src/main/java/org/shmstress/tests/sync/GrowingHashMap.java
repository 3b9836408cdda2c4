package org.shmstress.tests.sync;

import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A hash map with open addressing that grows while others use it, without locks; after Click, A lock-free hash table (2007).
 *
 * <p>To grow, a process closes the free slots of the table and freezes the values of the others, one after the other, copies them to the
 * next table, and at the end makes that the current one. Who meets a closed slot goes on in the next table; who meets a frozen value helps to
 * copy it first.
 *
 * <p>What can go wrong: a writer has found its slot, and the value is copied before it writes there. It must notice that the value was
 * frozen, or what it writes is lost. And a late helper must not bring back a value that was removed meanwhile, so a removed value is another
 * than one that was never there.
 *
 * <pre>
 * offset            width  name
 * 0                 8      number of the current table, moved on by compare-and-set
 * 64 + 16 i         8      key of slot i: 0 free, then a key or CLOSED, by compare-and-set
 *      +  8         8      value: 0 none yet; NONE removed; with FROZEN added it changes no more; by compare-and-set
 * table t has 16 · 2^t slots and follows table t - 1
 * </pre>
 */
@SharedObject(
        title = "Hash map that grows",
        description =
                "Values are frozen before they are copied to the next table; who meets a frozen one helps, and goes on there.",
        bytes = 64 + 16 * 16 * 15)
public class GrowingHashMap {

    private static final int CURRENT = 0;
    private static final int TABLES = 64;
    private static final int FIRST_SLOTS = 16;
    private static final int LAST = 3;
    private static final int SLOT_BYTES = 16;
    private static final int VALUE = 8;
    private static final long CLOSED = -1;
    private static final long NONE = 1L << 62;
    private static final long FROZEN = Long.MIN_VALUE;

    private final Slice slice;

    public GrowingHashMap(Slice slice) {
        this.slice = slice;
    }

    /** Maps the key to the value. */
    @Operation(weight = 40)
    public void put(@Range(from = 1, to = 8) int key, @Unique long value) {
        int table = current();
        while (!putIn(table, key, value)) {
            table++;
        }
    }

    /** Removes the key. */
    @Operation(weight = 10)
    public void remove(@Range(from = 1, to = 8) int key) {
        put(key, NONE);
    }

    /** The key's value, or 0. */
    @Operation(weight = 40)
    public long get(@Range(from = 1, to = 8) int key) {
        for (int table = current(); ; table++) {
            int slot = find(table, key);
            if (slot < 0) {
                return 0;
            } else if (key(slot) == key) {
                long value = value(slot);
                if (value >= 0) {
                    return value & ~NONE;
                }
                help(table, key, value);
            }
        }
    }

    /** Doubles the table, unless it has its full size. */
    @Operation
    public void grow() {
        int table = current();
        if (table == LAST) {
            return;
        }
        for (int i = 0; i < slots(table); i++) {
            move(table, slot(table, i));
        }
        slice.compareAndSetLong(CURRENT, table, table + 1L);
    }

    private void move(int table, int slot) {
        long key = slice.compareAndExchangeLong(slot, 0, CLOSED);
        if (key == 0 || key == CLOSED) {
            return;
        }
        long value = value(slot);
        while (value >= 0 && !slice.compareAndSetLong(slot + VALUE, value, value | FROZEN)) {
            value = value(slot);
        }
        help(table, key, value);
    }

    /** Copies a frozen value to the next table, unless it is there. A key without a value needs no copy. */
    private void help(int table, long key, long value) {
        long content = value & ~FROZEN;
        if (content != 0) {
            int slot = claim(table + 1, key);
            if (key(slot) == key) {
                slice.compareAndSetLong(slot + VALUE, 0, content);
            }
        }
    }

    /** False if the key's place is in the next table. */
    private boolean putIn(int table, int key, long value) {
        int slot = claim(table, key);
        if (key(slot) != key) {
            return false;
        }
        long before = value(slot);
        while (before >= 0) {
            if (isReplaced(slice, slot + VALUE, before, value)) {
                return true;
            }
            before = value(slot);
        }
        help(table, key, before);
        return false;
    }

    /** Stores a value where there was another; false if that is not there any more. */
    boolean isReplaced(Slice map, int at, long before, long value) {
        return map.compareAndSetLong(at, before, value);
    }

    /** The slot of a key, or a closed one before which there is none, or -1. */
    private int find(int table, long key) {
        int i = first(key);
        while (true) {
            long there = key(slot(table, i));
            if (there == key || there == CLOSED) {
                return slot(table, i);
            } else if (there == 0) {
                return -1;
            }
            i = (i + 1) % slots(table);
        }
    }

    /** The slot of a key, claimed if it has none, or a closed one before which there is none. There are more slots than keys. */
    private int claim(int table, long key) {
        int i = first(key);
        while (true) {
            int slot = slot(table, i);
            long there = slice.compareAndExchangeLong(slot, 0, key);
            if (there == 0 || there == key || there == CLOSED) {
                return slot;
            }
            i = (i + 1) % slots(table);
        }
    }

    private int current() {
        return (int) slice.getLongVolatile(CURRENT);
    }

    private long key(int slot) {
        return slice.getLongVolatile(slot);
    }

    private long value(int slot) {
        return slice.getLongVolatile(slot + VALUE);
    }

    private static int first(long key) {
        return (int) (key % 4);
    }

    private static int slots(int table) {
        return FIRST_SLOTS << table;
    }

    private static int slot(int table, int i) {
        return TABLES + (slots(table) - FIRST_SLOTS + i) * SLOT_BYTES;
    }

    /** The values of the keys. */
    public static final class Model {
        private final long[] values = new long[9];

        public void put(int key, long value) {
            values[key] = value;
        }

        public void remove(int key) {
            values[key] = 0;
        }

        public long get(int key) {
            return values[key];
        }

        public void grow() {}
    }

    /** D-114: a writer stores where it has found the key, whether or not the value was copied to the next table meanwhile. */
    @SharedObject(
            title = "Hash map whose writers do not notice that it grows",
            description =
                    "A writer has found its slot in the old table, the slot is copied, and the writer writes where nobody looks any more.",
            bytes = 64 + 16 * 16 * 15,
            defect = "D-114")
    public static final class BlindStore extends GrowingHashMap {

        public BlindStore(Slice slice) {
            super(slice);
        }

        @Override
        boolean isReplaced(Slice map, int at, long before, long value) {
            map.putLongVolatile(at, value);
            return true;
        }
    }
}
