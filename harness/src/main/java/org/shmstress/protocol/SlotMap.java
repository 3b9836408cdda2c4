package org.shmstress.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * Where the cells of a round's slots lie, relative to the memory under test, which begins on a page.
 *
 * @param bases offset of each cell in slot 0
 * @param strideBytes distance between two slots
 * @param totalBytes bytes that all slots take
 */
public record SlotMap(List<Long> bases, int strideBytes, long totalBytes) {

    private static final int LINE_BYTES = 64;

    /**
     * Added between the arrays of {@link Setting.SlotLayout#APART}. Arrays a multiple of 4 KiB apart would put x[i] and y[i] at
     * equal low address bits, where a load waits for an earlier store of the same thread: just the reordering under test.
     */
    private static final int APART_GAP_BYTES = 9 * LINE_BYTES;

    /** Lays the cells out as the setting says; a stride too small for the cells is raised. */
    public static SlotMap of(List<Cell> cells, Setting setting) {
        return switch (setting.layout()) {
            case APART -> apart(cells, setting);
            case TOGETHER -> packed(cells, setting, 1);
            case LINE_EACH -> packed(cells, setting, LINE_BYTES);
        };
    }

    private static SlotMap apart(List<Cell> cells, Setting setting) {
        int size = cells.stream().mapToInt(Cell::sizeBytes).max().orElse(1);
        int stride = roundUp(Math.max(size, setting.strideBytes()), alignment(cells));
        Long[] bases = new Long[cells.size()];
        long next = 0;
        for (int c = 0; c < bases.length; c++) {
            Cell cell = cells.get(c);
            bases[c] = roundUp(next, Math.max(LINE_BYTES, cell.alignment())) + cell.offset();
            next = bases[c] + (long) stride * setting.slots() + APART_GAP_BYTES;
        }
        return new SlotMap(Arrays.asList(bases), stride, next);
    }

    private static SlotMap packed(List<Cell> cells, Setting setting, int leastAlignment) {
        Long[] bases = new Long[cells.size()];
        long next = 0;
        for (int c = 0; c < bases.length; c++) {
            Cell cell = cells.get(c);
            int alignment = Math.max(leastAlignment, cell.alignment());
            long base = roundUp(Math.max(0, next - cell.offset()), alignment) + cell.offset();
            bases[c] = base;
            next = base + cell.sizeBytes();
        }
        int unit = Math.max(leastAlignment, alignment(cells));
        // The first cell may begin after offset 0, so what repeats is the distance from its begin to the last cell's
        // end.
        long span = bases.length == 0 ? 1 : next - bases[0];
        int stride = roundUp((int) Math.max(span, setting.strideBytes()), unit);
        return new SlotMap(Arrays.asList(bases), stride, next + (long) stride * (setting.slots() - 1));
    }

    private static int alignment(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::alignment).max().orElse(1);
    }

    private static int roundUp(int value, int powerOfTwo) {
        return (value + powerOfTwo - 1) & -powerOfTwo;
    }

    private static long roundUp(long value, int powerOfTwo) {
        return (value + powerOfTwo - 1) & -(long) powerOfTwo;
    }
}
