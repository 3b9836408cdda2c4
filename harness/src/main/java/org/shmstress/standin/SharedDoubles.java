package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.Arrays;
import java.util.StringJoiner;

/** Takes the place of {@code double[]}. */
public final class SharedDoubles extends SharedArray {

    private SharedDoubles(int length) {
        super(length, Double.BYTES);
    }

    public static SharedDoubles make(int length) {
        return new SharedDoubles(length);
    }

    public static SharedDoubles[] make(int outer, int inner) {
        SharedDoubles[] rows = new SharedDoubles[outer];
        Arrays.setAll(rows, r -> make(inner));
        return rows;
    }

    public double get(int index) {
        return ACCESS.getDouble(cell.region, at(index));
    }

    public void set(int index, double value) {
        ACCESS.putDouble(cell.region, at(index), value);
    }

    @Override
    void copyElement(int index, SharedArray from, int fromIndex) {
        set(index, ((SharedDoubles) from).get(fromIndex));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the elements must go elsewhere
    public SharedDoubles clone() {
        return copyOf(this, length);
    }

    // java.util.Arrays

    public static SharedDoubles copyOf(SharedDoubles array, int length) {
        SharedDoubles copy = new SharedDoubles(length);
        arraycopy(array, 0, copy, 0, Math.min(length, array.length));
        return copy;
    }

    public static void fill(SharedDoubles array, double value) {
        fill(array, 0, array.length, value);
    }

    public static void fill(SharedDoubles array, int from, int to, double value) {
        checkRange(array, from, to);
        for (int i = from; i < to; i++) {
            array.set(i, value);
        }
    }

    private static void checkRange(SharedDoubles array, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException("range " + from + " to " + to + " of " + array.length);
        }
    }

    public static String toString(SharedDoubles array) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.length; i++) {
            text.add(String.valueOf(array.get(i)));
        }
        return text.toString();
    }
}
