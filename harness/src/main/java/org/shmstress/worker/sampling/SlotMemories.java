package org.shmstress.worker.sampling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.shmstress.protocol.Cell;
import org.shmstress.protocol.Setting;

/** The slots' memory under each setting that was in use lately, laid out when first asked for. */
final class SlotMemories {

    /** As many as the explorer keeps in mind. */
    private static final int MOST = 64;

    private final List<Cell> cells;
    private final int placeable;
    private final Function<Setting, RoundMemory> layOut;
    private final Map<Setting, RoundMemory> recent = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Setting, RoundMemory> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Memory that is laid out so.
     *
     * @param cells cells of a slot, as far as settings can lay them out
     */
    SlotMemories(List<Cell> cells, Function<Setting, RoundMemory> layOut) {
        this(cells, cells.size(), layOut);
    }

    private SlotMemories(List<Cell> cells, int placeable, Function<Setting, RoundMemory> layOut) {
        this.cells = cells;
        this.placeable = placeable;
        this.layOut = layOut;
    }

    /** Memory for states on the heap, which a setting moves as a whole. */
    static SlotMemories onHeap(Function<Setting, RoundMemory> layOut) {
        return new SlotMemories(List.of(), 1, layOut);
    }

    List<Cell> cells() {
        return cells;
    }

    /** How many parts of a slot a setting can lay out. */
    int placeable() {
        return placeable;
    }

    RoundMemory of(Setting setting) {
        RoundMemory memory = recent.get(setting);
        if (memory == null) {
            memory = layOut.apply(setting);
            recent.put(setting, memory);
        }
        return memory;
    }
}
