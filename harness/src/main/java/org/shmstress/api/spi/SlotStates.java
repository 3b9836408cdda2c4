package org.shmstress.api.spi;

import org.jspecify.annotations.Nullable;

/**
 * Where a loop finds the state object of a slot. In lifted tests that is one object, moved from slot to slot; where a test runs
 * as it was compiled, each slot has an object of its own.
 */
public abstract class SlotStates {

    /** The answer for tests whose loop makes its own state object and moves it by itself. */
    public static final SlotStates NONE = new SlotStates() {
        @Override
        public Object at(int slot) {
            throw new IllegalStateException("this test's loop has its state object itself");
        }
    };

    /** Called at the begin of each chunk and tally: what follows concerns the window's layout. */
    public void enter(SlotWindow window) {}

    /** The state object of the slot, valid until the next call. */
    public abstract Object at(int slot);

    /** Keeps what an actor left in a result field of type Object. */
    public void keep(int field, int slot, @Nullable Object value) {
        throw new IllegalStateException("results of this test are not objects");
    }

    /** What was kept. */
    public @Nullable Object kept(int field, int slot) {
        throw new IllegalStateException("results of this test are not objects");
    }
}
