package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.Arrays;
import java.util.StringJoiner;

/** Takes the place of {@code long[]}. */
public final class SharedLongs extends SharedArray {

    private SharedLongs(int length) {
        super(length, Long.BYTES);
    }

    public static SharedLongs make(int length) {
        return new SharedLongs(length);
    }

    public static SharedLongs[] make(int outer, int inner) {
        SharedLongs[] rows = new SharedLongs[outer];
        Arrays.setAll(rows, r -> make(inner));
        return rows;
    }

    public long get(int index) {
        return ACCESS.getLong(cell.region, at(index));
    }

    public void set(int index, long value) {
        ACCESS.putLong(cell.region, at(index), value);
    }

    @Override
    void copyElement(int index, SharedArray from, int fromIndex) {
        set(index, ((SharedLongs) from).get(fromIndex));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the elements must go elsewhere
    public SharedLongs clone() {
        return copyOf(this, length);
    }

    // java.util.Arrays

    public static SharedLongs copyOf(SharedLongs array, int length) {
        SharedLongs copy = new SharedLongs(length);
        arraycopy(array, 0, copy, 0, Math.min(length, array.length));
        return copy;
    }

    public static void fill(SharedLongs array, long value) {
        fill(array, 0, array.length, value);
    }

    public static void fill(SharedLongs array, int from, int to, long value) {
        checkRange(array, from, to);
        for (int i = from; i < to; i++) {
            array.set(i, value);
        }
    }

    private static void checkRange(SharedLongs array, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException("range " + from + " to " + to + " of " + array.length);
        }
    }

    public static String toString(SharedLongs array) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.length; i++) {
            text.add(String.valueOf(array.get(i)));
        }
        return text.toString();
    }
}
