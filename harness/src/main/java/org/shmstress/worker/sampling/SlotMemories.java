package org.shmstress.worker.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.shmstress.protocol.Setting;

/** The slots' memory under each setting that was in use lately, laid out when first asked for. */
final class SlotMemories {

    /** As many as the explorer keeps in mind. */
    private static final int MOST = 64;

    private final int cells;
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
     * @param cells number of cells of a slot, as far as settings can lay them out
     */
    SlotMemories(int cells, Function<Setting, RoundMemory> layOut) {
        this.cells = cells;
        this.layOut = layOut;
    }

    int cells() {
        return cells;
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
