package org.shmstress.worker.sampling;

/**
 * Every byte by which the actors of an outcome test agree on what they do: one zeroed page, apart from the memory under test.
 *
 * <pre>
 *   offset       bytes  what                          written by  read by    ordering
 *   -----------  -----  ----------------------------  ----------  ---------  ------------------------------------
 *   0            2048   {@link org.shmstress.sync.Barrier}                       all         all        its own
 *   2048 + 192a      8  wanted outcomes seen, a mask  actor a     leader     release, acquire
 *          +  8      8  digest of initial values      actor a     all        plain, the first meeting between
 *          + 64    128  8 stamps { begin, end }       actor a     leader     plain, the meeting that ends a round between
 *   3584             8  command: setting or -1        leader      all        plain, the next meeting between
 *   3592             8  command: rounds               leader      all        plain, the next meeting between
 * </pre>
 */
public final class ControlPage {

    /** Size of the region, enough for eight actors. */
    public static final int BYTES = 4096;

    static final int MAX_ACTORS = 8;
    static final int STAMPS = 8;
    static final int BARRIER = 0;
    static final int COMMAND_SETTING = 3584;
    static final int COMMAND_ROUNDS = 3592;

    private static final int FIRST_ACTOR = 2048;
    private static final int ACTOR_BYTES = 192;

    private ControlPage() {}

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
