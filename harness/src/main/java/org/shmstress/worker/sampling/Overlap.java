package org.shmstress.worker.sampling;

/**
 * The witness that actors really ran at the same time: each stamps the begin and end of every 64th chunk, and the leader
 * counts the stamped chunks during which all of them were inside.
 *
 * <p>{@code System.nanoTime} is one clock for all processes of a machine. Stamps of a round are written before the meeting
 * that ends it and overwritten after the one that begins the next, in which the leader takes part: it reads them in between.
 */
final class Overlap {

    private static final int EVERY = 64;

    private final SharedWords words;
    private final int actor;
    private final int actors;
    private long chunks;
    private int stamped;
    private long sampledChunks;
    private long overlappedChunks;

    Overlap(SharedWords words, int actor, int actors) {
        this.words = words;
        this.actor = actor;
        this.actors = actors;
    }

    /** Called by each actor before each chunk; true if this one is to be stamped. All actors agree, for all count alike. */
    boolean isStamped() {
        return chunks++ % EVERY == 0 && stamped < ControlPage.STAMPS;
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

    private boolean overlapped(int stamp) {
        long lastBegin = Long.MIN_VALUE;
        long firstEnd = Long.MAX_VALUE;
        for (int a = 0; a < actors; a++) {
            lastBegin = Math.max(lastBegin, words.plain(ControlPage.stampBegin(a, stamp)));
            firstEnd = Math.min(firstEnd, words.plain(ControlPage.stampEnd(a, stamp)));
        }
        return lastBegin < firstEnd;
    }

    long sampledChunks() {
        return sampledChunks;
    }

    long overlappedChunks() {
        return overlappedChunks;
    }
}
