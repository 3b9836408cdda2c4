package org.shmstress.protocol;

import java.util.List;
import java.util.stream.IntStream;
import org.shmstress.api.spi.OutcomeSink;

/**
 * One setting of the sampling engine's knobs, the same for all actors of a round.
 *
 * @param slots slots per round, a power of two
 * @param chunk slots between two synchronisations of the actors, at most {@code slots}
 * @param layout how the cells of a slot lie in memory
 * @param strideBytes distance between two neighbouring slots' cells, raised to what the cells need
 * @param reset who brings initial values back: 0, each actor all cells of its share of the slots; s above 0, actor {@code (c + s) %
 *     actors} cell c of every slot. A cell's lines are then in that actor's cache when the run begins: loads hit and stores wait, or
 *     the other way round
 * @param order per actor the mask X: actor j visits slot {@code i ^ X_j}; masks are below {@code slots}
 */
public record Setting(int slots, int chunk, SlotLayout layout, int strideBytes, int reset, List<Integer> order) {

    /** How the cells of one slot lie in memory. */
    public enum SlotLayout {
        /** Each cell has an array of its own, all slots of it side by side. */
        APART,
        /** All cells of a slot lie together, in declaration order, slots side by side. */
        TOGETHER,
        /** Every cell has a cache line of its own. */
        LINE_EACH
    }

    /** Orders in which actor 0 goes straight; every other crosses it and, halving the mask, the ones before. */
    public static List<Integer> order(int actors, int mask) {
        return IntStream.range(0, actors)
                .mapToObj(actor -> actor == 0 ? 0 : mask >> (actor - 1))
                .toList();
    }

    /** The mask of which {@link #order(int, int)} makes this setting's order. */
    public int mask() {
        return order.size() > 1 ? order.get(1) : 0;
    }

    /** The same, but for all actors visiting slot i at once. */
    public Setting straight() {
        return new Setting(
                slots,
                chunk,
                layout,
                strideBytes,
                reset,
                order.stream().map(x -> 0).toList());
    }

    /** Whether rounds and chunks are whole groups of {@link OutcomeSink#GROUP} slots. */
    public boolean isGrouped() {
        return slots % OutcomeSink.GROUP == 0 && chunk % OutcomeSink.GROUP == 0;
    }

    /** One line that names all knobs, as in reports and {@code --trial}. */
    public String describe() {
        return "n=" + slots + " k=" + chunk + " " + layout.name().toLowerCase(java.util.Locale.ROOT) + " stride="
                + strideBytes + " reset=" + (reset == 0 ? "slots" : "cells+" + reset) + " X=" + order;
    }

    /** By hand, as is the hash: the JVM links generated ones by invokedynamic, and a worker would do that at its start. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Setting s
                && slots == s.slots
                && chunk == s.chunk
                && layout == s.layout
                && strideBytes == s.strideBytes
                && reset == s.reset
                && order.equals(s.order);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * (31 * (31 * slots + chunk) + layout.ordinal()) + strideBytes) + reset)
                + order.hashCode();
    }
}
