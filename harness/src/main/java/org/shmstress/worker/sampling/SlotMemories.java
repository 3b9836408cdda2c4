package org.shmstress.worker.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.shmstress.protocol.Setting;

/** The slots' memory under each setting that was in use lately, laid out when first asked for. */
final class SlotMemories {

    /** As many as the explorer keeps in mind. */
    private static final int MOST = 64;

    private final Function<Setting, SlotMemory> layOut;
    private final Map<Setting, SlotMemory> recent = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Setting, SlotMemory> eldest) {
            return size() > MOST;
        }
    };

    SlotMemories(Function<Setting, SlotMemory> layOut) {
        this.layOut = layOut;
    }

    SlotMemory of(Setting setting) {
        SlotMemory memory = recent.get(setting);
        if (memory == null) {
            memory = layOut.apply(setting);
            recent.put(setting, memory);
        }
        return memory;
    }
}
