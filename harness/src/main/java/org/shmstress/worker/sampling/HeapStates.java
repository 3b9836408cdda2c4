package org.shmstress.worker.sampling;

import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.SlotStates;

/**
 * One state object per slot on the heap, shared by the actors of one process.
 *
 * <p>Elements are plain: a slot's owner replaces the object before the meeting that opens a round, actors read it after.
 */
final class HeapStates extends SlotStates {

    private final LiftedTest test;
    private final Object[] states;

    HeapStates(LiftedTest test, int slots) {
        this.test = test;
        this.states = new Object[slots];
    }

    /** Constructs slots {@code [from, to)} anew. */
    void reset(int from, int to) {
        for (int i = from; i < to; i++) {
            states[i] = test.construct();
        }
    }

    @Override
    public Object at(int slot) {
        return states[slot];
    }
}
