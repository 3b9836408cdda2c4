package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.Arrays;
import java.util.StringJoiner;

/** Takes the place of {@code float[]}. */
public final class SharedFloats extends SharedArray {

    private SharedFloats(int length) {
        super(length, Float.BYTES);
    }

    public static SharedFloats make(int length) {
        return new SharedFloats(length);
    }

    public static SharedFloats[] make(int outer, int inner) {
        SharedFloats[] rows = new SharedFloats[outer];
        Arrays.setAll(rows, r -> make(inner));
        return rows;
    }

    public float get(int index) {
        return ACCESS.getFloat(cell.region, at(index));
    }

    public void set(int index, float value) {
        ACCESS.putFloat(cell.region, at(index), value);
    }

    @Override
    void copyElement(int index, SharedArray from, int fromIndex) {
        set(index, ((SharedFloats) from).get(fromIndex));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the elements must go elsewhere
    public SharedFloats clone() {
        return copyOf(this, length);
    }

    // java.util.Arrays

    public static SharedFloats copyOf(SharedFloats array, int length) {
        SharedFloats copy = new SharedFloats(length);
        arraycopy(array, 0, copy, 0, Math.min(length, array.length));
        return copy;
    }

    public static void fill(SharedFloats array, float value) {
        fill(array, 0, array.length, value);
    }

    public static void fill(SharedFloats array, int from, int to, float value) {
        checkRange(array, from, to);
        for (int i = from; i < to; i++) {
            array.set(i, value);
        }
    }

    private static void checkRange(SharedFloats array, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException("range " + from + " to " + to + " of " + array.length);
        }
    }

    public static String toString(SharedFloats array) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.length; i++) {
            text.add(String.valueOf(array.get(i)));
        }
        return text.toString();
    }
}
