package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;
import org.shmstress.worker.sampling.Explorer.Slice;

/**
 * Tells all actors what comes next, and when it is over. The leader decides and publishes, the others read; both around the
 * meeting that begins a slice, which orders the one before the other. The leader publishes again only after every other
 * actor has met it in a round of this slice, hence has read.
 */
final class Conductor {

    private final SharedWords words;
    private final OutcomeTask task;
    private final long allWanted;

    Conductor(SharedWords words, OutcomeTask task) {
        this.words = words;
        this.task = task;
        this.allWanted = task.untilOutcomes().isEmpty()
                ? 0
                : -1L >>> (Long.SIZE - task.untilOutcomes().size());
    }

    /**
     * {@code System.nanoTime}, less the time in which the owner had stopped all actors: settings are rated by it. A pause may come
     * between the two reads; then the first is asked again.
     */
    long nanos() {
        while (true) {
            // Pairs with the release in ControlPage.releasePaused.
            long paused = words.acquire(ControlPage.PAUSED_NANOS);
            long now = System.nanoTime();
            if (words.acquire(ControlPage.PAUSED_NANOS) == paused) {
                return now - paused;
            }
        }
    }

    /**
     * Leader only: whether sampling ends here.
     *
     * @param nowNanos nanoseconds since sampling began
     * @param slots slots that were sampled until now
     */
    boolean isOver(long nowNanos, long slots) {
        long overtime = nowNanos - task.millis() * 1_000_000;
        long patience = slots < task.leastSamples() ? (OutcomeTask.PATIENCE - 1) * task.millis() * 1_000_000 : 0;
        return overtime >= patience || hasAllWanted();
    }

    private boolean hasAllWanted() {
        long seen = 0;
        for (int a = 0; a < task.actors(); a++) {
            // Pairs with the release in publishSeen.
            seen |= words.acquire(ControlPage.seenMask(a));
        }
        return allWanted != 0 && (seen & allWanted) == allWanted;
    }

    /** Leader only, before the meeting. */
    void publish(Slice slice) {
        Setting setting = slice.setting();
        words.plain(ControlPage.COMMAND_ROUNDS, slice.rounds());
        words.plain(ControlPage.COMMAND_WARM, slice.isWarm() ? 1 : 0);
        words.plain(ControlPage.COMMAND_SLOTS, setting.slots());
        words.plain(ControlPage.COMMAND_CHUNK, setting.chunk());
        words.plain(ControlPage.COMMAND_LAYOUT, setting.layout().ordinal());
        words.plain(ControlPage.COMMAND_STRIDE, setting.strideBytes());
        words.plain(ControlPage.COMMAND_RESET, setting.reset());
        for (int a = 0; a < task.actors(); a++) {
            words.plain(ControlPage.commandOrder(a), setting.order().get(a));
        }
    }

    /** Leader only, before the meeting. */
    void publishEnd() {
        words.plain(ControlPage.COMMAND_ROUNDS, 0);
    }

    /** After the meeting: what the leader published, of no rounds if that is the end. */
    Slice slice() {
        List<Integer> order = new ArrayList<>();
        for (int a = 0; a < task.actors(); a++) {
            order.add((int) words.plain(ControlPage.commandOrder(a)));
        }
        Setting setting = new Setting(
                (int) words.plain(ControlPage.COMMAND_SLOTS),
                (int) words.plain(ControlPage.COMMAND_CHUNK),
                SlotLayout.values()[(int) words.plain(ControlPage.COMMAND_LAYOUT)],
                (int) words.plain(ControlPage.COMMAND_STRIDE),
                (int) words.plain(ControlPage.COMMAND_RESET),
                List.copyOf(order));
        return new Slice(setting, words.plain(ControlPage.COMMAND_ROUNDS), words.plain(ControlPage.COMMAND_WARM) != 0);
    }

    /** Any actor, at the end of a slice. */
    void publishSeen(long mask) {
        // Pairs with the acquire in hasAllWanted.
        words.release(ControlPage.seenMask(task.actor()), mask);
    }
}
