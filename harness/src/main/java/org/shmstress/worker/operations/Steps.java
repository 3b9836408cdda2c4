package org.shmstress.worker.operations;

import org.jspecify.annotations.Nullable;

/**
 * What woven objects call before each shared access. One thread of a worker is inside objects, and it alone sets what happens at a
 * step, before it enters one.
 */
public final class Steps {

    private static @Nullable StepAction action;

    private Steps() {}

    /** What happens at a step. */
    interface StepAction {
        /** Called before the shared access of that number. */
        void at(int step);
    }

    /** Called by woven code. */
    public static void at(int step) {
        StepAction now = action;
        if (now != null) {
            now.at(step);
        }
    }

    /** From now on this happens at each step. */
    static void set(StepAction what) {
        action = what;
    }

    /** From now on nothing happens at steps. */
    static void clear() {
        action = null;
    }
}
