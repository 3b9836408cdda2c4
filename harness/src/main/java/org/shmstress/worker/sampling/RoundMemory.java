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

    /** Gives slots {@code [from, to)} their initial values. */
    void reset(int from, int to);
}
