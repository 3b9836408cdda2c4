package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;
import sun.misc.Unsafe;

/** Takes the place of {@code byte[]} and {@code boolean[]}, which have their instructions in common. */
public final class SharedBytes extends SharedArray {

    private final boolean isBoolean;

    private SharedBytes(int length, boolean isBoolean) {
        super(length, Byte.BYTES);
        this.isBoolean = isBoolean;
    }

    public static SharedBytes make(int length) {
        return new SharedBytes(length, false);
    }

    public static SharedBytes makeBooleans(int length) {
        return new SharedBytes(length, true);
    }

    public static SharedBytes[] makeBooleans(int outer, int inner) {
        SharedBytes[] rows = new SharedBytes[outer];
        Arrays.setAll(rows, r -> makeBooleans(inner));
        return rows;
    }

    public static SharedBytes[] make(int outer, int inner) {
        SharedBytes[] rows = new SharedBytes[outer];
        Arrays.setAll(rows, r -> make(inner));
        return rows;
    }

    public byte get(int index) {
        return ACCESS.getByte(cell.region, at(index));
    }

    public void set(int index, int value) {
        ACCESS.putByte(cell.region, at(index), (byte) (isBoolean ? value & 1 : value));
    }

    /** Address of a number of that size, for views. */
    public long viewAt(int index, int sizeBytes) {
        return cell.address() + Objects.checkFromIndexSize(index, sizeBytes, length);
    }

    /** Address of a number of that size at an offset of {@code Unsafe} into a {@code byte[]}. */
    public long offsetAt(long offset, int sizeBytes) {
        return cell.address() + Objects.checkFromIndexSize(offset - Unsafe.ARRAY_BYTE_BASE_OFFSET, sizeBytes, length);
    }

    @Override
    void copyElement(int index, SharedArray from, int fromIndex) {
        set(index, ((SharedBytes) from).get(fromIndex));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the elements must go elsewhere
    public SharedBytes clone() {
        return copyOf(this, length);
    }

    // java.util.Arrays

    public static SharedBytes copyOf(SharedBytes array, int length) {
        SharedBytes copy = new SharedBytes(length, array.isBoolean);
        arraycopy(array, 0, copy, 0, Math.min(length, array.length));
        return copy;
    }

    public static void fill(SharedBytes array, byte value) {
        fill(array, 0, array.length, value);
    }

    public static void fill(SharedBytes array, int from, int to, byte value) {
        checkRange(array, from, to);
        for (int i = from; i < to; i++) {
            array.set(i, value);
        }
    }

    public static void fill(SharedBytes array, boolean value) {
        fill(array, (byte) (value ? 1 : 0));
    }

    public static void fill(SharedBytes array, int from, int to, boolean value) {
        fill(array, from, to, (byte) (value ? 1 : 0));
    }

    private static void checkRange(SharedBytes array, int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        if (from < 0 || to > array.length) {
            throw new ArrayIndexOutOfBoundsException("range " + from + " to " + to + " of " + array.length);
        }
    }

    public static String toString(SharedBytes array) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.length; i++) {
            text.add(array.isBoolean ? String.valueOf(array.get(i) != 0) : String.valueOf(array.get(i)));
        }
        return text.toString();
    }
}
