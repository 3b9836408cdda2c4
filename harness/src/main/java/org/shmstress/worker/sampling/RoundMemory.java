package org.shmstress.worker.sampling;

import org.shmstress.api.spi.SlotWindow;
import org.shmstress.protocol.Setting;

/** The slots of one setting as one actor uses them. */
interface RoundMemory {

    /** The setting as it fitted. */
    Setting setting();

    /** Slots per round. */
    int slots();

    /** Slots between two meetings. */
    int chunk();

    /** What the test's loop needs of them. */
    SlotWindow window();

    /** True if actors reset cells of all slots, by {@link #resetCells}; false if each resets its share of the slots. */
    default boolean isResetByCell() {
        return false;
    }

    /** Gives the cells that this actor is to reset their initial values in every slot. */
    default void resetCells() {
        throw new UnsupportedOperationException("this memory is reset by slots");
    }

    /** Gives slots {@code [from, to)} their initial values. */
    void reset(int from, int to);
}
