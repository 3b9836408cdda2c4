package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.Arrays;
import java.util.StringJoiner;

/** Takes the place of {@code int[]}. */
public final class SharedInts extends SharedArray {

    private SharedInts(int length) {
        super(length, Integer.BYTES);
    }

    public static SharedInts make(int length) {
        return new SharedInts(length);
    }

    public static SharedInts[] make(int outer, int inner) {
        SharedInts[] rows = new SharedInts[outer];
        Arrays.setAll(rows, r -> make(inner));
        return rows;
    }

    public int get(int index) {
        return ACCESS.getInt(cell.region, at(index));
    }

    public void set(int index, int value) {
        ACCESS.putInt(cell.region, at(index), value);
    }

    @Override
    void copyElement(int index, SharedArray from, int fromIndex) {
        set(index, ((SharedInts) from).get(fromIndex));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the elements must go elsewhere
    public SharedInts clone() {
        return copyOf(this, length);
    }

    // java.util.Arrays

    public static SharedInts copyOf(SharedInts array, int length) {
        SharedInts copy = new SharedInts(length);
        arraycopy(array, 0, copy, 0, Math.min(length, array.length));
        return copy;
    }

    public static void fill(SharedInts array, int value) {
        fill(array, 0, array.length, value);
    }

    public static void fill(SharedInts array, int from, int to, int value) {
        checkRange(array, from, to);
        for (int i = from; i < to; i++) {
            array.set(i, value);
        }
    }

    private static void checkRange(SharedInts array, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException("range " + from + " to " + to + " of " + array.length);
        }
    }

    public static String toString(SharedInts array) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.length; i++) {
            text.add(String.valueOf(array.get(i)));
        }
        return text.toString();
    }
}
