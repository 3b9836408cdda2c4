package org.shmstress.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the result columns lie, relative to the memory for results: one dense array per result field, written by the one actor
 * that writes the field, read by whoever tallies the slot.
 *
 * @param columns offset of each column
 * @param codes offset of each column of codes, one byte a slot
 * @param totalBytes bytes that all columns take
 */
public record ColumnMap(List<Long> columns, List<Long> codes, long totalBytes) {

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
        List<Long> codes = new ArrayList<>();
        long next = 0;
        for (char type : resultTypes.toCharArray()) {
            columns.add(next);
            next = after(next, (long) slots * elementBytes(type));
            codes.add(next);
            next = after(next, slots);
        }
        return new ColumnMap(List.copyOf(columns), List.copyOf(codes), next);
    }

    private static long after(long column, long bytes) {
        return (column + bytes + GAP_BYTES + 63) & -64;
    }

    /** Objects stay on the heap of the one process that has them. */
    private static int elementBytes(char type) {
        return type == 'L' ? 0 : Cell.ofPrimitive(type).sizeBytes();
    }
}
