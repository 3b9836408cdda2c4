package org.shmstress.tests.crash;

import org.shmstress.api.Fault;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.sync.SpscRing;

/**
 * A ring whose producer or consumer is killed with -9 at each step in turn; another process takes its place.
 *
 * <p>What can go wrong: an element that the dead producer was about to add is seen though it was never whole, or one that the dead
 * consumer was about to take is given out twice. Right is that the last call of the dead one took effect or did not, and that its
 * successor, who reads head and tail from the segment, goes on from there.
 */
@SharedObject(
        title = "Ring buffer: its producer or consumer is killed and replaced",
        description =
                "One worker is killed with -9 at a step of its operation; a new process attaches to the ring and goes on.",
        bytes = 160,
        faults = Fault.KILL)
public final class SpscRingKilled extends SpscRing {

    public SpscRingKilled(Slice slice) {
        super(slice);
    }
}
