package org.shmstress.standin;

import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.StatePlacement;

/** Takes the place of an array of a primitive type; its elements lie in the slot, or in private memory if an actor made it. */
public abstract class SharedArray implements Cloneable {

    /** Number of elements. */
    public final int length;

    final SlotCell cell;
    private final int elementBytes;

    SharedArray(int length, int elementBytes) {
        this.length = length;
        this.elementBytes = elementBytes;
        // Heap arrays begin on 8 bytes; views of byte arrays rely on it.
        this.cell = StatePlacement.allocate(sizeBytes(length, elementBytes), Long.BYTES);
    }

    static int sizeBytes(int length, int elementBytes) {
        if (length < 0) {
            throw new NegativeArraySizeException(Integer.toString(length));
        }
        return Math.max(1, Math.multiplyExact(length, elementBytes));
    }

    /** The memory, in the access path's terms. */
    public final Object region() {
        return cell.region;
    }

    /** Address of an element in the slot at hand. */
    public final long at(int index) {
        if (index < 0 || index >= length) {
            throw new ArrayIndexOutOfBoundsException("Index " + index + " out of bounds for length " + length);
        }
        return cell.address() + (long) index * elementBytes;
    }

    /** Copies one element from an array of the same type. */
    abstract void copyElement(int index, SharedArray from, int fromIndex);

    /** {@code System.arraycopy}, of arrays of any kind. */
    public static void arraycopy(Object from, int fromIndex, Object to, int toIndex, int count) {
        boolean shared = from instanceof SharedArray || to instanceof SharedArray;
        if (!shared) {
            System.arraycopy(from, fromIndex, to, toIndex, count);
            return;
        }
        if (from.getClass() != to.getClass()) {
            throw new ArrayStoreException("arraycopy: type mismatch");
        }
        copy((SharedArray) from, fromIndex, (SharedArray) to, toIndex, count);
    }

    private static void copy(SharedArray from, int fromIndex, SharedArray to, int toIndex, int count) {
        if (fromIndex < 0
                || toIndex < 0
                || count < 0
                || fromIndex > from.length - count
                || toIndex > to.length - count) {
            throw new ArrayIndexOutOfBoundsException("arraycopy: " + count + " elements from " + fromIndex + " of "
                    + from.length + " to " + toIndex + " of " + to.length);
        }
        boolean backwards = from == to && fromIndex < toIndex;
        for (int i = 0; i < count; i++) {
            int at = backwards ? count - 1 - i : i;
            to.copyElement(toIndex + at, from, fromIndex + at);
        }
    }

    /** Length of an array of any kind. */
    public static int length(Object array) {
        return array instanceof SharedArray shared ? shared.length : java.lang.reflect.Array.getLength(array);
    }
}
