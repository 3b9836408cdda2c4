package org.shmstress.worker.sampling;

import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.api.spi.SlotWindow;

/**
 * The hot part: rounds of one actor. A round is
 *
 * <pre>
 * reset own share → meet → { run a chunk → meet } … → tally own share
 * </pre>
 *
 * <p><b>Why a sample is what the test's author means by one.</b> Every slot is reset by one actor, then run once by each, then
 * tallied by the actor that reset it. Between the reset of a slot and any actor's run on it lies the first meeting; between any
 * actor's run and the tally lies the last; and a meeting orders all that came before it, in any process, before all that comes
 * after it in every process ({@link org.shmstress.sync.Barrier}). So actors start from initial values, the tally (with the arbiter) sees final
 * ones, and nothing but the actors themselves is unordered. Between tally and reset a meeting is needed only where actors reset
 * cells of each other's shares; a share is else reset by whoever tallied it, and result columns are written only after the next
 * first meeting.
 *
 * <p><b>Why actors race.</b> Each chunk is begun by a meeting, so actors enter it within a cache miss of each other and work
 * on the same {@code chunk} slots; the order masks make them cross each other inside it. Meetings between chunks serve that
 * alone: none of the guarantees above needs them.
 *
 * <p><b>What the JIT makes of it.</b> The generated loop is one method per actor. Seen in C2's code of JDK 17 (disassembled, x86-64)
 * for store buffering with plain fields on raw memory: actor, accessors and access path are inlined, state and result objects are
 * gone, and a group of eight slots is one stretch of straight code. Bases and distances of the slots are added up before the
 * loop, so that a slot is two additions for its addresses, one store, one load, a test whether the result has a code (the branch
 * not taken), and a shift and an or into the register that is stored once per group. With opaque fields it is the same. The
 * loop's own count of slots costs nothing: it is computed from the induction variable. A state that holds {@code Slice} objects
 * keeps these in memory, since C2 does not take apart objects that are made outside of the loop that moves them: two more stores
 * and some checks per slot. An actor too large to inline costs two small objects per chunk, none per sample.
 */
final class RoundLoop {

    private static final int LINE_BYTES = 64;

    /** Of the rounds of the warm-up, how many there are to one whose results all go to their columns: see {@link SlotWindow}. */
    private static final int COLUMNS_EVERY = 8;

    private final LiftedTest test;
    private final Meeting meeting;
    private final Overlap overlap;
    private final Tally tally;
    private final int actor;
    private final int actors;
    private long samples;
    private long ranSlots;
    private long rounds;
    private long runNanos;
    private long resetNanos;
    private long tallyNanos;

    RoundLoop(LiftedTest test, Meeting meeting, Overlap overlap, Tally tally, int actor, int actors) {
        this.test = test;
        this.meeting = meeting;
        this.overlap = overlap;
        this.tally = tally;
        this.actor = actor;
        this.actors = actors;
    }

    /**
     * Runs one round.
     *
     * @param isWarm whether the warm-up is over
     */
    void round(RoundMemory memory, boolean isWarm) {
        int from = share(memory.slots(), actor);
        int to = share(memory.slots(), actor + 1);
        long start = System.nanoTime();
        reset(memory, from, to);
        long reset = System.nanoTime();
        meeting.meet();
        memory.window().notInCodes = isWarm || rounds % COLUMNS_EVERY > 0 ? -OutcomeSink.NO_CODE : -1;
        long slots = runChunks(memory);
        long ran = System.nanoTime();
        overlap.endRound(actor == 0);
        test.tally(memory.window(), from, to, tally);
        long tallied = System.nanoTime();
        samples += to - from;
        ranSlots += slots;
        rounds++;
        resetNanos += reset - start;
        runNanos += ran - reset;
        tallyNanos += tallied - ran;
    }

    private void reset(RoundMemory memory, int from, int to) {
        if (!memory.isResetByCell()) {
            memory.reset(from, to);
            return;
        }
        // Another actor may still be tallying slots of which this one is to reset a cell, and its arbiter reads cells.
        meeting.meet();
        memory.resetCells();
    }

    /** Where a share begins: at a line of the columns of codes if rounds are large enough, else at least at a group. */
    private int share(int slots, int index) {
        int half = Integer.highestOneBit(Math.max(1, slots / actors));
        int unit = Math.max(Math.min(OutcomeSink.GROUP, slots), Math.min(LINE_BYTES, half));
        return index == actors ? slots : (int) ((long) slots * index / actors) & -unit;
    }

    /** How many slots the actor ran, by its loop's own count. */
    private long runChunks(RoundMemory memory) {
        SlotWindow window = memory.window();
        long ran = 0;
        for (int from = 0; from < memory.slots(); from += memory.chunk()) {
            int to = Math.min(memory.slots(), from + memory.chunk());
            if (overlap.isStamped(to - from)) {
                long begin = System.nanoTime();
                ran += test.run(actor, window, from, to);
                overlap.stamp(begin, System.nanoTime());
            } else {
                ran += test.run(actor, window, from, to);
            }
            meeting.meet();
        }
        return ran;
    }

    long samples() {
        return samples;
    }

    /** Slots that the actor ran in the rounds that were tallied, as its loop counted them. */
    long ranSlots() {
        return ranSlots;
    }

    long rounds() {
        return rounds;
    }

    long runNanos() {
        return runNanos;
    }

    long resetNanos() {
        return resetNanos;
    }

    long tallyNanos() {
        return tallyNanos;
    }
}
