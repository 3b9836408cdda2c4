package org.shmstress.worker.sampling;

import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.View;
import org.shmstress.sync.Flags;

/**
 * Every byte by which the two sides of a termination test and the parent agree on how far an iteration has come: one zeroed page
 * behind the {@link ControlPage}. Iterations count from 1.
 *
 * <pre>
 *   offset  bytes  what                                      written by       read by          ordering
 *   ------  -----  ----------------------------------------  ---------------  ---------------  ---------------------
 *        0    256  begun: the slot is ready                  signaller        actor            {@link Flags}
 *      256    256  started: the actor is about to be called  actor            signaller        {@link Flags}
 *      512    256  signalled: the signal has returned        signaller        parent           {@link Flags}
 *      768    256  ended: the actor has returned             actor            signaller        {@link Flags}
 *     1024      8  decided: iteration n ended, or -n: stale  signaller, parent both            compare and set
 *     1032      8  over: no iteration follows                signaller        actor            plain, before begun
 *     1040      8  failed: last iteration that threw         actor            signaller        plain, before ended
 *     1048      8  thread: kernel's id of the actor's        actor            parent           plain, before started
 * </pre>
 *
 * <p>The actor may never return, so the parent must be able to call an iteration stale at any moment, also just when the actor
 * does return after all. Both verdicts are a compare-and-set of <i>decided</i> from n - 1: whoever is first has decided, and
 * each iteration is counted once.
 */
public final class TerminationPage {

    /** Offset from the begin of the engine's region. */
    public static final int OFFSET = ControlPage.BYTES;

    /** Size of the page. */
    public static final int BYTES = 4096;

    private static final int BEGUN = 0;
    private static final int STARTED = 1;
    private static final int SIGNALLED = 2;
    private static final int ENDED = 3;
    private static final int DECIDED = 4 * Flags.DISTANCE_BYTES;
    private static final int OVER = DECIDED + 8;
    private static final int FAILED = DECIDED + 16;
    private static final int THREAD = DECIDED + 24;

    private final SliceAccess access;
    private final Object region;
    private final long page;
    private final Flags flags;

    /**
     * The page.
     *
     * @param control the segment through an access that has ordered modes
     * @param engineOffset where in the segment the engine's region begins
     * @param abort ends every wait
     */
    public TerminationPage(View control, long engineOffset, AbortWord abort) {
        access = control.access();
        region = control.region();
        page = control.at(engineOffset + OFFSET);
        flags = new Flags(access, region, page, 4, 1, abort);
    }

    /** Signaller: the slot of the iteration is reset, or with {@code over} there is none. Pairs with {@link #awaitBegun}. */
    void releaseBegun(long iteration, boolean over) {
        access.putLong(region, page + OVER, over ? 1 : 0);
        flags.releaseEpoch(BEGUN, iteration);
    }

    /** Actor: waits for an iteration; false when there is none. Pairs with {@link #releaseBegun}. */
    boolean awaitBegun(long iteration) {
        return flags.awaitEpoch(BEGUN, iteration) && access.getLong(region, page + OVER) == 0;
    }

    /** Actor: is about to be called on a thread that the kernel knows by this id. Pairs with {@link #awaitStarted}. */
    void releaseStarted(long iteration, long threadId) {
        access.putLong(region, page + THREAD, threadId);
        flags.releaseEpoch(STARTED, iteration);
    }

    /** Signaller: waits for the actor; false when aborted. Pairs with {@link #releaseStarted}. */
    boolean awaitStarted(long iteration) {
        return flags.awaitEpoch(STARTED, iteration);
    }

    /** Signaller: the signal has returned. Pairs with {@link #acquireAwaited}. */
    void releaseSignalled(long iteration) {
        flags.releaseEpoch(SIGNALLED, iteration);
    }

    /** Actor: has returned or thrown. Pairs with {@link #acquireEnded}. */
    void releaseEnded(long iteration, boolean failed) {
        if (failed) {
            access.putLong(region, page + FAILED, iteration);
        }
        flags.releaseEpoch(ENDED, iteration);
    }

    /** Signaller: whether the actor has returned. Pairs with {@link #releaseEnded}. */
    boolean acquireEnded(long iteration) {
        return flags.acquireEpoch(ENDED) >= iteration;
    }

    /** Signaller, after {@link #acquireEnded}: whether the actor threw. */
    boolean plainFailed(long iteration) {
        return access.getLong(region, page + FAILED) == iteration;
    }

    /** Signaller: this iteration has ended; false if the parent called it stale before. */
    boolean decideEnded(long iteration) {
        return access.compareAndSetLong(region, page + DECIDED, iteration - 1, iteration);
    }

    /** Signaller: whether the parent called it stale. Pairs with {@link #decideStale}. */
    boolean acquireStale(long iteration) {
        return access.getLongAcquire(region, page + DECIDED) == -iteration;
    }

    /** Parent: this iteration is stale; false if it has ended before. */
    public boolean decideStale(long iteration) {
        return access.compareAndSetLong(region, page + DECIDED, iteration - 1, -iteration);
    }

    /** Parent: the iteration that was signalled and has not ended; 0 if there is none. Pairs with {@link #releaseSignalled}. */
    public long acquireAwaited() {
        long signalled = flags.acquireEpoch(SIGNALLED);
        return flags.acquireEpoch(ENDED) < signalled ? signalled : 0;
    }

    /** Parent, after {@link #acquireAwaited}: the kernel's id of the thread that runs the actor. */
    public long plainThreadId() {
        return access.getLong(region, page + THREAD);
    }
}
