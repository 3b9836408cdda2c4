package org.shmstress.tests.membership;

import org.shmstress.tests.mutex.Spin;

/** Waiting for one who may be dead. Whether he is takes a look into {@code /proc}, so that is asked only now and then. */
public final class Patience {

    private int polls;

    /** Waits a moment. True when it has lasted so long that the other one may be dead. */
    public boolean isOver() {
        polls = Spin.once(polls);
        return polls == 0;
    }
}
