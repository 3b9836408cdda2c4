package org.shmstress.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.shmstress.protocol.Cell;
import org.shmstress.protocol.ColumnMap;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;
import org.shmstress.protocol.SlotMap;

/**
 * The settings that the sampling engine rotates through. No single one serves every outcome: crossing orders bring out what
 * store buffers hide, small chunks what needs actors to be in step, straight orders with large chunks sheer numbers.
 */
public final class SettingTable {

    private SettingTable() {}

    /**
     * The table for a test.
     *
     * @param actors number of actors
     * @param cells what a slot consists of
     */
    public static List<Setting> forTest(int actors, List<Cell> cells) {
        Set<Setting> table = new LinkedHashSet<>();
        // The reference, so repeated often: it serves most tests well.
        table.add(setting(actors, 16384, 4096, SlotLayout.APART, 12, 1, 64));
        // Straight order: many samples, of those that need no reordering.
        table.add(setting(actors, 8192, 2048, SlotLayout.APART, 4, 0, 0));
        // Crossing orders: the strongest knob for outcomes of the hardware. Actors that go through neighbouring lines,
        // or through lines a few apart, take them from each other while their stores wait.
        table.add(setting(actors, 8192, 512, SlotLayout.APART, 4, 0, 16));
        table.add(setting(actors, 16384, 1024, SlotLayout.APART, 8, 0, 64));
        table.add(setting(actors, 16384, 2048, SlotLayout.APART, 16, 1, 24));
        table.add(setting(actors, 8192, 128, SlotLayout.APART, 12, 0, 63));
        // Small chunks: actors in step, for outcomes in which one runs just after the other.
        table.add(setting(actors, 2048, 16, SlotLayout.APART, 8, 0, 0));
        // The second shows torn values best, of slots within a line and of slots across two.
        table.add(setting(actors, 1024, 64, SlotLayout.APART, 12, 1, 15));
        // Together in a line, as neighbouring fields of an object are.
        table.add(setting(actors, 16384, 4096, SlotLayout.TOGETHER, 16, 0, 28));
        table.add(setting(actors, 8192, 2048, SlotLayout.TOGETHER, 8, 2, 48));
        table.add(setting(actors, 4096, 2048, SlotLayout.TOGETHER, 8, 1, 48));
        table.add(setting(actors, 4096, 2048, SlotLayout.TOGETHER, 16, 2, 20));
        table.add(setting(actors, 4096, 256, SlotLayout.TOGETHER, 64, 0, 7));
        table.add(setting(actors, 2048, 128, SlotLayout.LINE_EACH, 64, 0, 15));
        // For more actors than CPUs: a chunk lasts long enough to be preempted in its middle.
        table.add(setting(actors, 8192, 8192, SlotLayout.APART, 32, 0, 0));
        table.add(setting(actors, 8192, 8192, SlotLayout.APART, 8, 0, 1023));
        return cells.size() > 1 ? List.copyOf(table) : oneCell(table);
    }

    /** With one cell, being together and being apart are the same. */
    private static List<Setting> oneCell(Set<Setting> table) {
        return table.stream().filter(s -> s.layout() == SlotLayout.APART).toList();
    }

    private static Setting setting(
            int actors, int slots, int chunk, SlotLayout layout, int stride, int reset, int mask) {
        return new Setting(slots, chunk, layout, stride, reset, Setting.order(actors, mask));
    }

    /** Bytes of memory under test that suffice for every setting, and for the scratch state of every actor. */
    public static long slotsBytes(int actors, List<Cell> cells, List<Setting> settings) {
        long most = settings.stream()
                .mapToLong(s -> SlotMap.of(cells, s).totalBytes())
                .max()
                .orElse(0);
        return toPages(Math.max(most, actors * 16L * 4096)) + (long) actors * OutcomeTask.PRIVATE_BYTES;
    }

    /** Bytes of result columns that suffice for every setting. */
    public static long resultsBytes(String resultTypes, List<Setting> settings) {
        int slots = settings.stream().mapToInt(Setting::slots).max().orElse(1);
        return toPages(ColumnMap.of(resultTypes, slots).totalBytes());
    }

    private static long toPages(long bytes) {
        return (bytes + 4095) & -4096;
    }
}
