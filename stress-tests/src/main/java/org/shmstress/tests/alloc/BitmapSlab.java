package org.shmstress.tests.alloc;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Key;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;

/**
 * A slab of 40 elements with a bit for each that is taken. No process holds more than its share, so whoever searches for a free bit
 * finds one. Searches begin behind the element found last and wrap at the end.
 *
 * <p>What can go wrong: 40 bits need two words of 32, of which the second has 24 bits that stand for nothing. A search that wraps
 * after the last word rather than after the last element hands out memory that lies behind the slab.
 *
 * <pre>
 * offset  width  name      ordering
 * 0       8      bits      atomic or and and; two words of 32 bits
 * 64      320    elements  opaque, ordered by the bits
 * 384     192    beyond    somebody else's, opaque; always zero
 * </pre>
 */
@SharedObject(
        title = "Slab allocator with a bitmap",
        description =
                "A bit per element says whether it is taken; the number of elements is not a multiple of the word's bits.",
        bytes = BitmapSlab.BYTES)
public class BitmapSlab {

    static final int BYTES = 576;
    private static final int BITS = 0;
    private static final int ELEMENTS = 64;
    private static final int COUNT = 40;
    private static final int SHARE = COUNT / 2;
    private static final int BEYOND = ELEMENTS + COUNT * Long.BYTES;

    private final Slice slice;
    private final Deque<Integer> held = new ArrayDeque<>();
    private int cursor;

    public BitmapSlab(Slice slice) {
        this.slice = slice;
    }

    /** Takes an element and writes the value into it; false if the caller holds its share. */
    @Operation(weight = 3)
    public final boolean store(@Key @Worker int worker, @Unique long value) {
        if (held.size() == SHARE) {
            return false;
        }
        int element = find();
        slice.putLongOpaque(at(element), value);
        held.add(element);
        return true;
    }

    /** Frees the element that the caller took first and returns its value; 0 if the caller has none. */
    @Operation(weight = 2)
    public final long free(@Key @Worker int worker) {
        if (held.isEmpty()) {
            return 0;
        }
        int element = held.remove();
        long value = slice.getLongOpaque(at(element));
        slice.putLongOpaque(at(element), 0);
        slice.getAndBitwiseAndInt(word(element), ~bit(element));
        return value;
    }

    /** How many words behind the slab are not as they were. */
    @Operation
    public final int damagedBeyond(@Key @Worker int worker) {
        int damaged = 0;
        for (int offset = BEYOND; offset < BYTES; offset += Long.BYTES) {
            damaged += slice.getLongOpaque(offset) == 0 ? 0 : 1;
        }
        return damaged;
    }

    private int find() {
        while (true) {
            int element = cursor;
            cursor = (cursor + 1) % wrap();
            if ((slice.getAndBitwiseOrInt(word(element), bit(element)) & bit(element)) == 0) {
                return element;
            }
        }
    }

    /** Where the search begins again from 0. */
    int wrap() {
        return COUNT;
    }

    private static int at(int element) {
        return ELEMENTS + element * Long.BYTES;
    }

    static int word(int element) {
        return BITS + element / Integer.SIZE * Integer.BYTES;
    }

    private static int bit(int element) {
        return 1 << element % Integer.SIZE;
    }

    /** The values of one worker. */
    public static final class Model {
        private final Deque<Long> held = new ArrayDeque<>();

        public boolean store(int worker, long value) {
            return held.size() < SHARE && held.add(value);
        }

        public long free(int worker) {
            return held.isEmpty() ? 0 : held.remove();
        }

        public int damagedBeyond(int worker) {
            return 0;
        }
    }

    /** D-066: the search wraps after the last word instead of the last element. */
    @SharedObject(
            title = "Slab allocator that hands out bits beyond the last element",
            description = "The search wraps at a whole number of words, so bits without an element are found free.",
            bytes = BYTES,
            defect = "D-066")
    public static final class WrapsByWords extends BitmapSlab {

        public WrapsByWords(Slice slice) {
            super(slice);
        }

        @Override
        int wrap() {
            return (COUNT + Integer.SIZE - 1) / Integer.SIZE * Integer.SIZE;
        }
    }
}
