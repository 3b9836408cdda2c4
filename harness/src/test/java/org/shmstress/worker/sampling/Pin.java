package org.shmstress.worker.sampling;

import java.util.BitSet;
import org.shmstress.posix.Threads;

/**
 * Puts the calling thread on a CPU of its own. Without, actors that take turns on a busy host may do so on one CPU for
 * minutes: they yield to each other all the time, so the kernel sees no reason to part them.
 */
final class Pin {

    private Pin() {}

    /** Pins to the actor's CPU among those that the thread may use, modulo their number. */
    static void toCpuOf(int actor) {
        long thread = Threads.threadId();
        int[] allowed = Threads.affinity(thread).stream().toArray();
        BitSet one = new BitSet();
        one.set(allowed[actor % allowed.length]);
        Threads.setAffinity(thread, one);
    }
}
