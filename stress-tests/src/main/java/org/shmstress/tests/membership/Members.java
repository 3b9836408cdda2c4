package org.shmstress.tests.membership;

import org.shmstress.api.Slice;

/**
 * The processes that use an object. Each draws an incarnation number when it attaches, which is never given out twice, and says beside
 * it which process it is. Locks and leases name their owner by that number, so a successor with the same process id, even one that
 * started in the same clock tick, is somebody else.
 *
 * <p>A process may give up its identity and go on under the next one, as when the thread that had it ends in the middle of something:
 * to all others the former one is as dead as if its process had been killed. So an identity is an incarnation and a life of it.
 *
 * <pre>
 * offset      width  name              written by      read by   ordering
 * 0           4      last incarnation  all             all       fetch-and-add
 * 16 i        8      process           incarnation i   all       release, acquire; see {@link Liveness}
 *      + 8    8      lives ended       incarnation i   all       release, acquire
 * </pre>
 */
public final class Members {

    /** Incarnations that there is room for. */
    private static final int MOST = 63;

    /** Size in bytes. */
    public static final int BYTES = 16 * (MOST + 1);

    private static final int LAST = 0;
    private static final int INCARNATION_SHIFT = 32;
    private static final long LIFE = 0xFFFF_FFFFL;

    private final Slice slice;
    private final int incarnation;
    private long life = 1;

    /** Joins those who have these bytes in common. */
    public Members(Slice slice) {
        this.slice = slice;
        this.incarnation = slice.getAndAddInt(LAST, 1) + 1;
        if (incarnation > MOST) {
            throw new IllegalStateException("there is room for " + MOST + " incarnations");
        }
        slice.putLongRelease(process(incarnation), Liveness.SELF); // pairs with isDead
    }

    /** This process's identity; never 0. */
    public long self() {
        return (long) incarnation << INCARNATION_SHIFT | life;
    }

    /** The present identity ends, whatever it owns; from now on this process has another one. */
    public void vanish() {
        slice.putLongRelease(ended(incarnation), life); // pairs with isDead
        life++;
    }

    /**
     * Whether that one is gone for ever. What it has stored is visible afterwards.
     *
     * @param identity what {@link #self} was to somebody
     */
    public boolean isDead(long identity) {
        int of = (int) (identity >>> INCARNATION_SHIFT);
        return slice.getLongAcquire(ended(of)) >= (identity & LIFE) // pairs with vanish
                || !Liveness.isAlive(slice.getLongAcquire(process(of))); // pairs with the constructor
    }

    private static int process(int incarnation) {
        return 16 * incarnation;
    }

    private static int ended(int incarnation) {
        return process(incarnation) + Long.BYTES;
    }
}
