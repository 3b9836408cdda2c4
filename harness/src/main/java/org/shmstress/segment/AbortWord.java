package org.shmstress.segment;

import org.shmstress.api.spi.SliceAccess;

/**
 * The word that bounds every wait inside a segment: who polls for anything else polls this too and gives up once it is set.
 * Zero means go on; a segment starts so and never returns to it.
 *
 * <p>One release and one acquire: whoever sees the word set also sees what its setter wrote before.
 */
public final class AbortWord {

    /** Set by the owner because a worker died, hung or the run was interrupted. */
    public static final int BY_OWNER = 1;

    /** Set by a worker that failed. */
    public static final int BY_WORKER = 2;

    private final SliceAccess access;
    private final Object region;
    private final long address;

    public AbortWord(SliceAccess access, Object region, long address) {
        this.access = access;
        this.region = region;
        this.address = address;
    }

    /** Sets it. Pairs with {@link #acquireReason}. */
    public void releaseAbort(int reason) {
        access.putIntRelease(region, address, reason);
    }

    /** 0, or why to give up. Pairs with {@link #releaseAbort}. */
    public int acquireReason() {
        return access.getIntAcquire(region, address);
    }

    /** Whether to give up. Pairs with {@link #releaseAbort}. */
    public boolean acquireAborted() {
        return acquireReason() != 0;
    }
}
