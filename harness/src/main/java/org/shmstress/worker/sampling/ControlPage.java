package org.shmstress.worker.sampling;

/**
 * Every byte by which the actors of an outcome test agree on what they do: one zeroed page, apart from the memory under test.
 *
 * <pre>
 * offset        bytes  what                        written by   read by        ordering
 * 0             8      abort, 0 until set          anybody      all            release / acquire
 * 128           8      command: setting or -1      leader       all            plain, ordered by the rendezvous after it
 * 136           8      command: rounds             leader       all            plain, ordered by the rendezvous after it
 * 256 + 256 a   8      epoch of actor a            actor a      the others     release / acquire
 * +   8         8      wanted outcomes seen, mask  actor a      leader         release / acquire
 * +  16         8      digest of initial values    actor a      all            plain, ordered by the first rendezvous
 * +  64         128    8 × { begin, end } stamps   actor a      leader         plain, ordered by the rendezvous ending a round
 * </pre>
 *
 * <p>Epochs are 256 bytes apart: the hardware fetches lines in pairs, and a waiting actor must not slow the one it waits for.
 */
public final class ControlPage {

    /** Size of the region: one page on every supported machine, enough for eight actors. */
    public static final int BYTES = 4096;

    /** Where a non-zero long frees every waiting actor. */
    public static final int ABORT = 0;

    static final int COMMAND_SETTING = 128;
    static final int COMMAND_ROUNDS = 136;
    static final int MAX_ACTORS = 8;
    static final int STAMPS = 8;

    private static final int FIRST_ACTOR = 256;
    private static final int ACTOR_BYTES = 256;

    private ControlPage() {}

    static int epoch(int actor) {
        return FIRST_ACTOR + ACTOR_BYTES * actor;
    }

    static int seenMask(int actor) {
        return epoch(actor) + 8;
    }

    static int digest(int actor) {
        return epoch(actor) + 16;
    }

    static int stampBegin(int actor, int stamp) {
        return epoch(actor) + 64 + 16 * stamp;
    }

    static int stampEnd(int actor, int stamp) {
        return stampBegin(actor, stamp) + 8;
    }
}
