package org.shmstress.worker.sampling;

import org.shmstress.segment.View;
import org.shmstress.sync.Flags;

/**
 * Every byte by which the actors of an outcome test agree on what they do: two zeroed pages, apart from the memory under test.
 *
 * <pre>
 *   offset       bytes  what                          written by  read by    ordering
 *   -----------  -----  ----------------------------  ----------  ---------  ------------------------------------
 *   0            4096   {@link org.shmstress.sync.Barrier}                       all         all        its own
 *   4096 + 192a      8  wanted outcomes seen, a mask  actor a     leader     release, acquire
 *          +  8      8  digest of initial values      actor a     all        plain, the first meeting between
 *          + 64    128  8 stamps { begin, end }       actor a     leader     plain, the meeting that ends a round between
 *   7168             8  slice: rounds, 0 at the end   leader      all        plain, the next meeting between
 *   7176             8  slice: 1 after the warm-up    leader      all        likewise
 *   7184            40  slice: slots, chunk, layout,  leader      all        likewise
 *                       stride, reset, as longs
 *   7224 + 8a        8  slice: order mask of actor a  leader      all        likewise
 *   7680             8  nanoseconds of all pauses     owner       all        release, acquire; all are stopped meanwhile
 * </pre>
 */
public final class ControlPage {

    /** Size of the region, enough for sixteen actors. */
    public static final int BYTES = 8192;

    static final int MAX_ACTORS = 16;
    static final int STAMPS = 8;
    static final int BARRIER = 0;
    static final int COMMAND_ROUNDS = 7168;
    static final int COMMAND_WARM = 7176;
    static final int COMMAND_SLOTS = 7184;
    static final int COMMAND_CHUNK = 7192;
    static final int COMMAND_LAYOUT = 7200;
    static final int COMMAND_STRIDE = 7208;
    static final int COMMAND_RESET = 7216;

    static final int PAUSED_NANOS = 7680;

    private static final int FIRST_ACTOR = 4096;
    private static final int ACTOR_BYTES = 192;

    private ControlPage() {}

    /** How many meetings an actor has come to, for a parent that wants to know whether it still moves. */
    public static long acquireMeetings(View view, long engineOffset, int actor) {
        long at = view.at(engineOffset + BARRIER + (long) Flags.DISTANCE_BYTES * actor);
        return view.access().getLongAcquire(view.region(), at);
    }

    /**
     * Tells the actors, while all are stopped, for how long they were stopped until now, so that their clock stands still in that time.
     * Pairs with the acquire in {@link Conductor#nanos}.
     */
    public static void releasePaused(View view, long engineOffset, long nanos) {
        view.access().putLongRelease(view.region(), view.at(engineOffset + PAUSED_NANOS), nanos);
    }

    static int commandOrder(int actor) {
        return COMMAND_RESET + 8 + 8 * actor;
    }

    static int seenMask(int actor) {
        return FIRST_ACTOR + ACTOR_BYTES * actor;
    }

    static int digest(int actor) {
        return seenMask(actor) + 8;
    }

    static int stampBegin(int actor, int stamp) {
        return seenMask(actor) + 64 + 16 * stamp;
    }

    static int stampEnd(int actor, int stamp) {
        return stampBegin(actor, stamp) + 8;
    }
}
