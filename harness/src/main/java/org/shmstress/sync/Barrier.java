package org.shmstress.sync;

import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.AbortWord;

/**
 * Holds each party until all have come.
 *
 * <p>Assumes that every party makes one over the same zeroed memory, with its own index, and calls {@link #await} equally
 * often. Guarantees: what any party wrote before its n-th {@code await}, every party sees after its own n-th. The argument:
 * each releases epoch n and then acquires epoch n of every other; a party at n + 1 has a larger epoch, which also ends the
 * wait for n, so that a slow reader cannot miss it and flags need no reset.
 *
 * <pre>{@code
 * Barrier barrier = new Barrier(access, region, address, self, parties, cpus, mapping.abortWord());
 * resetOwnShare();
 * if (!barrier.await()) {
 *     return partialReport(); // a peer died
 * }
 * runOwnSide();
 * }</pre>
 */
public final class Barrier {

    private final Flags flags;
    private final int self;
    private long epoch;

    /**
     * A barrier over zeroed memory of {@link #bytes}.
     *
     * @param address where it begins, in the access path's terms
     * @param self index of this party, from 0
     * @param parties number of parties
     * @param cpus how many processors they have
     * @param abort ends every wait
     */
    public Barrier(SliceAccess access, Object region, long address, int self, int parties, int cpus, AbortWord abort) {
        this.flags = new Flags(access, region, address, parties, cpus, abort);
        this.self = java.util.Objects.checkIndex(self, parties);
    }

    /** A barrier whose parties may have to share processors. */
    public Barrier(SliceAccess access, Object region, long address, int self, int parties, AbortWord abort) {
        this(access, region, address, self, parties, 1, abort);
    }

    /** Memory that so many parties need. */
    public static long bytes(int parties) {
        return Flags.bytes(parties);
    }

    /**
     * Waits for all parties. Each party's arrival is a release, each departure an acquire of all arrivals.
     *
     * @return false if the abort word was set first; the barrier must not be used again then
     */
    public boolean await() {
        epoch++;
        flags.releaseEpoch(self, epoch);
        return flags.awaitAll(epoch);
    }
}
