package org.shmstress.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shmstress.protocol.Setting.SlotLayout;

class SlotMapTest {

    private static final int SLOTS = 16;

    private static Setting setting(SlotLayout layout, int stride) {
        return new Setting(SLOTS, 4, layout, stride, 0, List.of(0, 3));
    }

    private static Cell randomCell(Random random) {
        int alignment = 1 << random.nextInt(8);
        return new Cell(1 + random.nextInt(40), alignment, random.nextInt(alignment));
    }

    @ParameterizedTest
    @EnumSource(SlotLayout.class)
    void noTwoCellsShareAByteAndEachIsAlignedAsAskedFor(SlotLayout layout) {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<Cell> cells = new ArrayList<>();
            for (int c = random.nextInt(5); c >= 0; c--) {
                cells.add(randomCell(random));
            }
            checkBytes(cells, SlotMap.of(cells, setting(layout, 1 << random.nextInt(7))));
        }
    }

    private static void checkBytes(List<Cell> cells, SlotMap map) {
        BitSet taken = new BitSet();
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int c = 0; c < cells.size(); c++) {
                Cell cell = cells.get(c);
                int at = Math.toIntExact(map.bases().get(c) + (long) slot * map.strideBytes());
                assertEquals(cell.offset(), at % cell.alignment(), () -> cells + " " + map);
                assertTrue(taken.get(at, at + cell.sizeBytes()).isEmpty(), () -> cells + " overlap in " + map);
                taken.set(at, at + cell.sizeBytes());
            }
        }
        assertTrue(taken.length() <= map.totalBytes(), () -> cells + " exceed " + map);
    }

    @Test
    void strideIsTheSettingsUnlessTheCellsNeedMore() {
        List<Cell> ints = List.of(Cell.ofPrimitive('I'), Cell.ofPrimitive('I'));
        assertEquals(4, SlotMap.of(ints, setting(SlotLayout.APART, 4)).strideBytes());
        assertEquals(12, SlotMap.of(ints, setting(SlotLayout.APART, 12)).strideBytes());
        assertEquals(8, SlotMap.of(ints, setting(SlotLayout.TOGETHER, 4)).strideBytes());
        assertEquals(
                8,
                SlotMap.of(List.of(Cell.ofPrimitive('J')), setting(SlotLayout.APART, 4))
                        .strideBytes());
    }

    @Test
    void aLineEachKeepsCellsOnLinesOfTheirOwn() {
        SlotMap map =
                SlotMap.of(List.of(Cell.ofPrimitive('I'), Cell.ofPrimitive('B')), setting(SlotLayout.LINE_EACH, 8));
        assertEquals(List.of(0L, 64L), map.bases());
        assertEquals(128, map.strideBytes());
    }

    @Test
    void arraysApartDoNotMeetAtEqualLowAddressBits() {
        List<Cell> ints = List.of(Cell.ofPrimitive('I'), Cell.ofPrimitive('I'));
        SlotMap map = SlotMap.of(ints, new Setting(8192, 256, SlotLayout.APART, 4, 0, List.of(0, 0)));
        assertTrue((map.bases().get(1) - map.bases().get(0)) % 4096 >= 256);
    }
}
