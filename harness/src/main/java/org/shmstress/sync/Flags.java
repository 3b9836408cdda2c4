package org.shmstress.sync;

import java.util.Objects;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.AbortWord;

/**
 * One epoch per party, each written by that party only and read by all: "I have come to point {@code epoch}".
 *
 * <p>Assumes zeroed memory, an access with release and acquire, and epochs that only grow. Guarantees: who has seen a party's
 * epoch sees all that the party wrote before it released that epoch. The argument: the flag is written with release and read
 * with acquire, and since a party alone writes its flag, no value between can hide the one waited for.
 *
 * <p>Flags lie 256 bytes apart: a polled line is fetched together with its neighbour, and 128 bytes were measured to still
 * disturb each other.
 *
 * <pre>
 *   offset     width  field    writer   ordering
 *   ---------  -----  -------  -------  ----------------------------
 *   256 * p        8  epoch    party p  release; read with acquire
 * </pre>
 */
public final class Flags {

    /** Distance between two parties' flags. */
    public static final int DISTANCE_BYTES = 256;

    /**
     * Polls before a yield where parties have to share processors: polling on wastes the very processor that the awaited party
     * needs (2,000 polls were 3 to 20 times slower than 100).
     */
    private static final int FEW_POLLS = 100;

    /**
     * Polls before a yield where each party has a processor: about as long as a time slice. An awaited party that is late then has
     * lost its processor to another process, and who yields as well gives a time slice away with each meeting, so that the two hardly
     * ever run together. With one busy loop per processor beside them, two parties took 25 times as many samples as after 100 polls.
     */
    private static final int MANY_POLLS = 100_000;

    private final SliceAccess access;
    private final Object region;
    private final long address;
    private final int parties;
    private final AbortWord abort;
    private final int polls;

    /**
     * Flags over zeroed memory, equally made in every party's process.
     *
     * @param address where the {@link #bytes} begin, in the access path's terms; best a multiple of 256
     * @param cpus how many processors the parties have
     * @param abort ends every wait
     */
    public Flags(SliceAccess access, Object region, long address, int parties, int cpus, AbortWord abort) {
        this.access = access;
        this.region = region;
        this.address = address;
        this.parties = parties;
        this.abort = abort;
        this.polls = parties > cpus ? FEW_POLLS : MANY_POLLS;
    }

    /** Memory that so many parties need. */
    public static long bytes(int parties) {
        return (long) DISTANCE_BYTES * parties;
    }

    public int parties() {
        return parties;
    }

    /** Says that a party has come to an epoch. Pairs with {@link #acquireEpoch}. */
    public void releaseEpoch(int party, long epoch) {
        access.putLongRelease(region, at(party), epoch);
    }

    /** How far a party has come. Pairs with {@link #releaseEpoch}. */
    public long acquireEpoch(int party) {
        return access.getLongAcquire(region, at(party));
    }

    /**
     * Waits until a party has come to an epoch, or further.
     *
     * @return false if the abort word was set first; then nothing is known of that party
     */
    public boolean awaitEpoch(int party, long epoch) {
        while (true) {
            for (int i = 0; i < polls; i++) {
                if (acquireEpoch(party) >= epoch) {
                    return true;
                }
                Thread.onSpinWait();
            }
            if (abort.acquireAborted()) {
                return false;
            }
            Thread.yield();
        }
    }

    /** As {@link #awaitEpoch}, of every party. */
    public boolean awaitAll(long epoch) {
        for (int party = 0; party < parties; party++) {
            if (!awaitEpoch(party, epoch)) {
                return false;
            }
        }
        return true;
    }

    private long at(int party) {
        return address + (long) DISTANCE_BYTES * Objects.checkIndex(party, parties);
    }
}
