package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.Arrays;
import java.util.StringJoiner;

/** Takes the place of {@code short[]}. */
public final class SharedShorts extends SharedArray {

    private SharedShorts(int length) {
        super(length, Short.BYTES);
    }

    public static SharedShorts make(int length) {
        return new SharedShorts(length);
    }

    public static SharedShorts[] make(int outer, int inner) {
        SharedShorts[] rows = new SharedShorts[outer];
        Arrays.setAll(rows, r -> make(inner));
        return rows;
    }

    public short get(int index) {
        return ACCESS.getShort(cell.region, at(index));
    }

    public void set(int index, int value) {
        ACCESS.putShort(cell.region, at(index), (short) value);
    }

    @Override
    void copyElement(int index, SharedArray from, int fromIndex) {
        set(index, ((SharedShorts) from).get(fromIndex));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the elements must go elsewhere
    public SharedShorts clone() {
        return copyOf(this, length);
    }

    // java.util.Arrays

    public static SharedShorts copyOf(SharedShorts array, int length) {
        SharedShorts copy = new SharedShorts(length);
        arraycopy(array, 0, copy, 0, Math.min(length, array.length));
        return copy;
    }

    public static void fill(SharedShorts array, short value) {
        fill(array, 0, array.length, value);
    }

    public static void fill(SharedShorts array, int from, int to, short value) {
        checkRange(array, from, to);
        for (int i = from; i < to; i++) {
            array.set(i, value);
        }
    }

    private static void checkRange(SharedShorts array, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException("range " + from + " to " + to + " of " + array.length);
        }
    }

    public static String toString(SharedShorts array) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.length; i++) {
            text.add(String.valueOf(array.get(i)));
        }
        return text.toString();
    }
}
