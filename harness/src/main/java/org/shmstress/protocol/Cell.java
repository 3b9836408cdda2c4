package org.shmstress.protocol;

/**
 * Bytes of a slot that belong together: a primitive field, or what one {@code Slice.of} call asked for.
 *
 * @param sizeBytes size, at least 1
 * @param alignment a power of two
 * @param offset the cell begins this many bytes after an address of that alignment
 */
public record Cell(int sizeBytes, int alignment, int offset) {

    /** A cell for a primitive field of the given type descriptor, naturally aligned. */
    public static Cell ofPrimitive(char descriptor) {
        int size = switch (descriptor) {
            case 'Z', 'B' -> 1;
            case 'S', 'C' -> 2;
            case 'I', 'F' -> 4;
            case 'J', 'D' -> 8;
            default -> throw new IllegalArgumentException("no primitive type has descriptor " + descriptor);
        };
        return new Cell(size, size, 0);
    }
}
