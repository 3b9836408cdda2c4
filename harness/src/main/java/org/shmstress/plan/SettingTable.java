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
        // Straight order: many samples, of those that need no reordering. First, since it compiles with the fewest
        // meetings.
        table.add(setting(actors, 8192, 2048, SlotLayout.APART, 4, 0));
        // Crossing orders: the strongest knob for outcomes of the hardware.
        // The first crosses between neighbouring lines, whatever the chunk; 512 slots of it meet half as often
        // as 256 would, and meetings are what a busy host makes dear.
        table.add(setting(actors, 8192, 512, SlotLayout.APART, 4, 16));
        table.add(setting(actors, 8192, 256, SlotLayout.APART, 8, 7));
        table.add(setting(actors, 8192, 128, SlotLayout.APART, 4, 63));
        table.add(setting(actors, 8192, 128, SlotLayout.APART, 12, 63));
        // Small chunks: actors in step, for outcomes in which one runs just after the other.
        table.add(setting(actors, 2048, 16, SlotLayout.APART, 8, 0));
        table.add(setting(actors, 2048, 32, SlotLayout.APART, 16, 3));
        // Together in a line, as neighbouring fields of an object are.
        table.add(setting(actors, 8192, 256, SlotLayout.TOGETHER, 8, 7));
        table.add(setting(actors, 4096, 128, SlotLayout.TOGETHER, 16, 63));
        table.add(setting(actors, 4096, 256, SlotLayout.TOGETHER, 64, 7));
        table.add(setting(actors, 2048, 128, SlotLayout.LINE_EACH, 64, 15));
        // For more actors than CPUs: a chunk lasts long enough to be preempted in its middle.
        table.add(setting(actors, 8192, 8192, SlotLayout.APART, 32, 0));
        table.add(setting(actors, 8192, 8192, SlotLayout.APART, 8, 1023));
        return cells.size() > 1 ? List.copyOf(table) : oneCell(table);
    }

    /** With one cell, being together and being apart are the same. */
    private static List<Setting> oneCell(Set<Setting> table) {
        return table.stream().filter(s -> s.layout() == SlotLayout.APART).toList();
    }

    private static Setting setting(int actors, int slots, int chunk, SlotLayout layout, int stride, int mask) {
        return new Setting(slots, chunk, layout, stride, 0, Setting.order(actors, mask));
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
