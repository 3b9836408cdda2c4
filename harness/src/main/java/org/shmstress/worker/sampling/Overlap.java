package org.shmstress.worker.sampling;

/**
 * The witness that actors really ran at the same time: each stamps the begin and end of a chunk once in some thousand slots, and
 * the leader counts the stamped chunks during which at least two of them were inside. Not all: four actors on two CPUs never are, and
 * still see each other's stores in the making.
 *
 * <p>{@code System.nanoTime} is one clock for all processes of a machine. Stamps of a round are written before the meeting
 * that ends it and overwritten after the one that begins the next, in which the leader takes part: it reads them in between.
 */
final class Overlap {

    /** Slots from one stamped chunk to the next: a stamp costs what twenty slots do, and a slow trial needs some as well. */
    private static final int EVERY_SLOTS = 8192;

    private final SharedWords words;
    private final int actor;
    private final int actors;
    private int slotsToNext;
    private int stamped;
    private long sampledChunks;
    private long overlappedChunks;

    Overlap(SharedWords words, int actor, int actors) {
        this.words = words;
        this.actor = actor;
        this.actors = actors;
    }

    /** Called by each actor before each chunk; true if this one is to be stamped. All actors agree, for all count alike. */
    boolean isStamped(int slots) {
        slotsToNext -= slots;
        if (slotsToNext >= 0 || stamped == ControlPage.STAMPS) {
            return false;
        }
        slotsToNext = EVERY_SLOTS;
        return true;
    }

    void stamp(long begin, long end) {
        words.plain(ControlPage.stampBegin(actor, stamped), begin);
        words.plain(ControlPage.stampEnd(actor, stamped), end);
        stamped++;
    }

    /** Called after the meeting that ends a round, by the leader with {@code read}. */
    void endRound(boolean read) {
        for (int s = 0; read && s < stamped; s++) {
            sampledChunks++;
            if (overlapped(s)) {
                overlappedChunks++;
            }
        }
        stamped = 0;
    }

    /** One that is alone meets nobody, and has nobody to meet. */
    private boolean overlapped(int stamp) {
        if (actors == 1) {
            return true;
        }
        for (int a = 0; a < actors; a++) {
            for (int b = 0; b < a; b++) {
                if (overlapped(stamp, a, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean overlapped(int stamp, int a, int b) {
        return words.plain(ControlPage.stampBegin(a, stamp)) < words.plain(ControlPage.stampEnd(b, stamp))
                && words.plain(ControlPage.stampBegin(b, stamp)) < words.plain(ControlPage.stampEnd(a, stamp));
    }

    long sampledChunks() {
        return sampledChunks;
    }

    long overlappedChunks() {
        return overlappedChunks;
    }
}
