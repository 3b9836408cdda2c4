package org.shmstress.judge;

/**
 * The configurations that a search has met: base, state, which completed and which pending operations are linearized.
 *
 * <p>A configuration that differs from a known one only in having used more pending operations is refused: whatever it can still
 * reach, the other one reaches too, with those operations left over. So the search meets only few of the many subsets of pending operations.
 */
final class Configurations {
    private static final int INITIAL_ENTRIES = 256;

    private final int width;
    private final long[] completedBits;
    private long[] table;
    private int entries;
    private long probes;

    /**
     * An empty set.
     *
     * @param maskWords words of a mask
     * @param completed its first bits speak of completed operations, the rest of pending ones
     */
    Configurations(int maskWords, int completed) {
        width = 1 + maskWords;
        completedBits = new long[maskWords];
        for (int bit = 0; bit < completed; bit++) {
            completedBits[bit >> 6] |= 1L << bit;
        }
        table = new long[INITIAL_ENTRIES * width];
    }

    /** Adds it; false if it, or a better one, was there. */
    boolean add(int base, int state, long[] masks, int maskAt) {
        long head = ((long) base << 32 | state) + 1; // 0 is an empty entry
        int capacity = table.length / width;
        int at = (int) hash(head, masks, maskAt) & capacity - 1;
        while (table[at * width] != 0) {
            probes++;
            if (covers(at * width, head, masks, maskAt)) {
                return false;
            }
            at = at + 1 & capacity - 1;
        }
        table[at * width] = head;
        System.arraycopy(masks, maskAt, table, at * width + 1, width - 1);
        if (++entries * 3L > capacity * 2L) {
            grow();
        }
        return true;
    }

    int size() {
        return entries;
    }

    /** Entries that were compared. */
    long probes() {
        return probes;
    }

    /** Size of the table after it has grown once more. */
    long bytesWhenGrown() {
        return 2L * Long.BYTES * table.length;
    }

    private boolean covers(int entry, long head, long[] masks, int maskAt) {
        if (table[entry] != head) {
            return false;
        }
        for (int i = 0; i < completedBits.length; i++) {
            long known = table[entry + 1 + i];
            long differing = known ^ masks[maskAt + i];
            if ((differing & (completedBits[i] | known)) != 0) {
                return false;
            }
        }
        return true;
    }

    private long hash(long head, long[] masks, int maskAt) {
        long hash = Hashing.mix(head);
        for (int i = 0; i < completedBits.length; i++) {
            hash = Hashing.mix(hash ^ (masks[maskAt + i] & completedBits[i]));
        }
        return hash;
    }

    private void grow() {
        long[] old = table;
        table = new long[Math.multiplyExact(old.length, 2)];
        int capacity = table.length / width;
        for (int entry = 0; entry < old.length; entry += width) {
            if (old[entry] != 0) {
                int at = (int) hash(old[entry], old, entry + 1) & capacity - 1;
                while (table[at * width] != 0) {
                    at = at + 1 & capacity - 1;
                }
                System.arraycopy(old, entry, table, at * width, width);
            }
        }
    }
}
