package org.shmstress.tests.mutex;

/** How every spinning lock here waits, correct or not: it polls a while, then yields, since the owner may need this CPU. */
public final class Spin {

    private static final int POLLS_BEFORE_YIELD = 100;

    private Spin() {}

    /** One wait; returns what to pass to the next one. */
    public static int once(int polls) {
        if (polls < POLLS_BEFORE_YIELD) {
            Thread.onSpinWait();
            return polls + 1;
        }
        Thread.yield();
        return 0;
    }
}
