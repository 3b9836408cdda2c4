package org.shmstress.worker.sampling;

import org.shmstress.protocol.OutcomeTask;

/**
 * Decides which setting comes next and for how many rounds, and when it is over. The leader decides and publishes, the others
 * read; both around the meeting that begins a quantum, which orders the one before the other. The leader publishes again
 * only after every other actor has met it in a round of this quantum, hence has read.
 */
final class Conductor {

    /** Long enough that its begin costs nothing, short enough that host noise hits all settings alike. */
    private static final long QUANTUM_NANOS = 6_000_000;

    private static final int MAX_ROUNDS = 1 << 12;

    /** One quantum in which a worker lost its CPU must not keep a good setting away for the rest of the trial. */
    private static final long MAX_CHARGE_NANOS = 4 * QUANTUM_NANOS;

    private static final long STOP = -1;

    private final SharedWords words;
    private final OutcomeTask task;
    private final long allWanted;
    private final long[] nanosPerRound;
    private final long[] chargedNanos;
    private long endNanos;
    private long slots;

    Conductor(SharedWords words, OutcomeTask task) {
        this.words = words;
        this.task = task;
        this.allWanted = task.untilOutcomes().isEmpty()
                ? 0
                : -1L >>> (Long.SIZE - task.untilOutcomes().size());
        this.nanosPerRound = new long[task.settings().size()];
        this.chargedNanos = new long[task.settings().size()];
    }

    void start(long nowNanos) {
        endNanos = nowNanos + task.millis() * 1_000_000;
    }

    /** Leader only, before the meeting. */
    void publish(long nowNanos) {
        boolean isOver = isTimeOver(nowNanos) || hasAllWanted();
        long setting = isOver ? STOP : leastCharged();
        words.plain(ControlPage.COMMAND_SETTING, setting);
        words.plain(ControlPage.COMMAND_ROUNDS, isOver ? 0 : roundsOf((int) setting));
    }

    private boolean isTimeOver(long nowNanos) {
        long overtime = nowNanos - endNanos;
        return overtime >= (slots < task.leastSamples() ? (OutcomeTask.PATIENCE - 1) * task.millis() * 1_000_000 : 0);
    }

    /**
     * Settings get equal time, not equal turns: on a busy host a round with many meetings takes a hundred times as long as one
     * with few, and would leave no time for those.
     */
    private int leastCharged() {
        int least = 0;
        for (int s = 1; s < chargedNanos.length; s++) {
            if (chargedNanos[s] < chargedNanos[least]) {
                least = s;
            }
        }
        return least;
    }

    private long roundsOf(int setting) {
        long nanos = nanosPerRound[setting];
        return nanos == 0 ? 1 : Math.max(1, Math.min(MAX_ROUNDS, QUANTUM_NANOS / nanos));
    }

    private boolean hasAllWanted() {
        long seen = 0;
        for (int a = 0; a < task.actors(); a++) {
            // Pairs with the release in publishSeen.
            seen |= words.acquire(ControlPage.seenMask(a));
        }
        return allWanted != 0 && (seen & allWanted) == allWanted;
    }

    /** After the meeting: index of the setting, or negative when it is over. */
    int setting() {
        return (int) words.plain(ControlPage.COMMAND_SETTING);
    }

    /** After the meeting: how many rounds the quantum has. */
    long rounds() {
        return words.plain(ControlPage.COMMAND_ROUNDS);
    }

    /** Leader only: learns how long the rounds of a setting take, so that a quantum keeps its length and its turn. */
    void learn(int setting, long rounds, long nanos) {
        slots += rounds * task.settings().get(setting).slots();
        chargedNanos[setting] += Math.min(MAX_CHARGE_NANOS, Math.max(1, nanos));
        nanosPerRound[setting] = Math.max(1, nanos / rounds);
    }

    /** Any actor, at the end of a quantum. */
    void publishSeen(long mask) {
        // Pairs with the acquire in hasAllWanted.
        words.release(ControlPage.seenMask(task.actor()), mask);
    }
}
