package org.shmstress.worker.channels;

import java.util.BitSet;
import java.util.Optional;
import org.shmstress.posix.Threads;

/**
 * Keeps the calling thread off the CPU of the other side while both poll: a scheduler that puts them on one CPU, as it may where each seems
 * to be busy, has each wait for the other's whole time slice. Sides that sleep need no such thing, and choose best themselves.
 */
final class OwnCpu implements AutoCloseable {

    private final Optional<BitSet> before;

    private OwnCpu(Optional<BitSet> before) {
        this.before = before;
    }

    /** Where the scheduler likes. */
    static OwnCpu wherever() {
        return new OwnCpu(Optional.empty());
    }

    /** The first CPU that is allowed to this thread for one side, the last one for the other. */
    static OwnCpu of(boolean first) {
        BitSet allowed = Threads.affinity(0);
        BitSet own = new BitSet();
        own.set(first ? allowed.nextSetBit(0) : allowed.length() - 1);
        Threads.setAffinity(0, own);
        return new OwnCpu(Optional.of(allowed));
    }

    @Override
    public void close() {
        before.ifPresent(cpus -> Threads.setAffinity(0, cpus));
    }
}
