package org.shmstress.tests.sync;

import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A hash map with open addressing and linear probing, without locks. A key's slot is claimed by compare-and-set and is the key's for ever;
 * a removed key leaves its slot behind as a tombstone, with no value.
 *
 * <p>What can go wrong: a search ends at the first free slot, so a slot that becomes free again hides the keys behind it. And who loses
 * a free slot to another process may have lost it to the same key, and must look.
 *
 * <p>There are few hash values, so that the way to a key leads through other keys.
 *
 * <pre>
 * slot i at 16 i: 8 bytes key (0: free), claimed once by compare-and-set; 8 bytes value (0: none), by atomic exchange
 * </pre>
 */
@SharedObject(
        title = "Hash map with open addressing",
        description =
                "Keys are claimed by compare-and-set and leave a tombstone; who loses a slot looks whether the winner is the same key.",
        bytes = 1024)
public class OpenHashMap {

    private static final int SLOTS = 64;
    private static final int HASHES = 8;
    private static final int MOST = 40;
    private static final int KEY_BYTES = Long.BYTES;

    private final Slice table;

    public OpenHashMap(Slice table) {
        this.table = table;
    }

    /** Maps the key to the value unless it has one; returns the one that it has, or 0. */
    @Operation(weight = 2)
    public long putIfAbsent(@Key @Range(from = 1, to = MOST) int key, @Unique long value) {
        return table.compareAndExchangeLong(claim(key) + KEY_BYTES, 0, value);
    }

    /** The key's value, or 0. */
    @Operation(weight = 2)
    public long get(@Key @Range(from = 1, to = MOST) int key) {
        int slot = find(key);
        return slot < 0 ? 0 : table.getLongVolatile(slot + KEY_BYTES);
    }

    /** Removes the key; returns its value, or 0. */
    @Operation
    public long remove(@Key @Range(from = 1, to = MOST) int key) {
        int slot = find(key);
        return slot < 0 ? 0 : removeAt(table, slot);
    }

    /** The slot of a key, or -1. */
    private int find(int key) {
        int slot = first(key);
        for (int probes = 0; probes < SLOTS; probes++) {
            long there = table.getLongVolatile(slot);
            if (there == key) {
                return slot;
            } else if (there == 0) {
                return -1;
            }
            slot = next(slot);
        }
        return -1;
    }

    /** The slot of a key, claimed if it has none. There are more slots than keys. */
    private int claim(int key) {
        int slot = first(key);
        while (true) {
            long there = table.getLongVolatile(slot);
            if (there == key || there == 0 && isClaimed(table, slot, key)) {
                return slot;
            }
            slot = next(slot);
        }
    }

    /** Claims a free slot; true if it is the key's now, whoever has claimed it. */
    boolean isClaimed(Slice slots, int slot, int key) {
        long there = slots.compareAndExchangeLong(slot, 0, key);
        return there == 0 || there == key;
    }

    long removeAt(Slice slots, int slot) {
        return slots.getAndSetLong(slot + KEY_BYTES, 0);
    }

    private static int first(int key) {
        return key % HASHES * 2 * Long.BYTES;
    }

    private static int next(int slot) {
        return (slot + 2 * Long.BYTES) % (SLOTS * 2 * Long.BYTES);
    }

    /** The value of one key. */
    public static final class Model {
        private long value;

        public long putIfAbsent(int key, long newValue) {
            long before = value;
            value = before == 0 ? newValue : before;
            return before;
        }

        public long get(int key) {
            return value;
        }

        public long remove(int key) {
            long before = value;
            value = 0;
            return before;
        }
    }

    /** D-113: a removed key's slot becomes free, so that a search ends there before it comes to the keys behind it. */
    @SharedObject(
            title = "Hash map without tombstones",
            description = "Removal frees the slot; keys behind it in the probe chain are lost.",
            bytes = 1024,
            defect = "D-113")
    public static final class NoTombstone extends OpenHashMap {

        public NoTombstone(Slice table) {
            super(table);
        }

        @Override
        long removeAt(Slice slots, int slot) {
            long value = slots.getAndSetLong(slot + KEY_BYTES, 0);
            slots.putLongVolatile(slot, 0);
            return value;
        }
    }

    /** D-115: who loses a free slot goes on to the next one and does not look whether the slot is now the same key's. */
    @SharedObject(
            title = "Hash map that does not look for a duplicate again",
            description = "Two processes that insert the same key at once claim two slots for it: both find it absent.",
            bytes = 1024,
            defect = "D-115")
    public static final class NoSecondSearch extends OpenHashMap {

        public NoSecondSearch(Slice table) {
            super(table);
        }

        @Override
        boolean isClaimed(Slice slots, int slot, int key) {
            return slots.compareAndSetLong(slot, 0, key);
        }
    }
}
