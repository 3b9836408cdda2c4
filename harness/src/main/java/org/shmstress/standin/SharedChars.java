package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.Arrays;
import java.util.StringJoiner;

/** Takes the place of {@code char[]}. */
public final class SharedChars extends SharedArray {

    private SharedChars(int length) {
        super(length, Character.BYTES);
    }

    public static SharedChars make(int length) {
        return new SharedChars(length);
    }

    public static SharedChars[] make(int outer, int inner) {
        SharedChars[] rows = new SharedChars[outer];
        Arrays.setAll(rows, r -> make(inner));
        return rows;
    }

    public char get(int index) {
        return ACCESS.getChar(cell.region, at(index));
    }

    public void set(int index, int value) {
        ACCESS.putChar(cell.region, at(index), (char) value);
    }

    @Override
    void copyElement(int index, SharedArray from, int fromIndex) {
        set(index, ((SharedChars) from).get(fromIndex));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the elements must go elsewhere
    public SharedChars clone() {
        return copyOf(this, length);
    }

    // java.util.Arrays

    public static SharedChars copyOf(SharedChars array, int length) {
        SharedChars copy = new SharedChars(length);
        arraycopy(array, 0, copy, 0, Math.min(length, array.length));
        return copy;
    }

    public static void fill(SharedChars array, char value) {
        fill(array, 0, array.length, value);
    }

    public static void fill(SharedChars array, int from, int to, char value) {
        checkRange(array, from, to);
        for (int i = from; i < to; i++) {
            array.set(i, value);
        }
    }

    private static void checkRange(SharedChars array, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException("range " + from + " to " + to + " of " + array.length);
        }
    }

    public static String toString(SharedChars array) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.length; i++) {
            text.add(String.valueOf(array.get(i)));
        }
        return text.toString();
    }
}
