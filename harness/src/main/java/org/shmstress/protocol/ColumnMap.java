package org.shmstress.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the result columns lie, relative to the memory for results: one dense array per result field, written by the one actor
 * that writes the field, read by whoever tallies the slot.
 *
 * @param columns offset of each column
 * @param totalBytes bytes that all columns take
 */
public record ColumnMap(List<Long> columns, long totalBytes) {

    /** Keeps columns of different actors off each other's cache lines and off equal low address bits. */
    private static final int GAP_BYTES = 192;

    /**
     * Lays out columns.
     *
     * @param resultTypes type descriptors of the result fields
     * @param slots most slots per round
     */
    public static ColumnMap of(String resultTypes, int slots) {
        List<Long> columns = new ArrayList<>();
        long next = 0;
        for (int f = 0; f < resultTypes.length(); f++) {
            columns.add(next);
            long bytes = (long) slots * elementBytes(resultTypes.charAt(f));
            next = (next + bytes + GAP_BYTES + 63) & -64;
        }
        return new ColumnMap(List.copyOf(columns), next);
    }

    /** Objects stay on the heap of the one process that has them. */
    private static int elementBytes(char type) {
        return type == 'L' ? 0 : Cell.ofPrimitive(type).sizeBytes();
    }
}
