package org.shmstress.worker.sampling;

import org.shmstress.api.spi.SlotWindow;
import org.shmstress.protocol.ColumnMap;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.segment.View;

/** The slots of one setting as the actors of one process use them: states on the heap, results in the segment. */
final class HeapSlots implements RoundMemory {

    private final Setting setting;
    private final HeapStates states;
    private final SlotWindow window;

    HeapSlots(View memory, OutcomeTask task, Setting wanted, HeapStates states, String resultTypes) {
        this.setting = SlotMemory.fit(wanted, states.most(), states.cells(), resultTypes, task);
        this.states = states;
        long results = memory.at(task.resultsOffset());
        ColumnMap columns = ColumnMap.of(resultTypes, setting.slots());
        int order = setting.order().get(task.actor());
        this.window = new SlotWindow(
                memory.region(),
                new long[0],
                0,
                SlotMemory.shifted(columns.columns(), results),
                SlotMemory.shifted(columns.codes(), results),
                setting.isGrouped(),
                order,
                new int[0],
                states);
    }

    @Override
    public Setting setting() {
        return setting;
    }

    @Override
    public int slots() {
        return setting.slots();
    }

    @Override
    public int chunk() {
        return setting.chunk();
    }

    @Override
    public SlotWindow window() {
        return window;
    }

    @Override
    public void reset(int from, int to) {
        states.reset(from, to);
    }
}
