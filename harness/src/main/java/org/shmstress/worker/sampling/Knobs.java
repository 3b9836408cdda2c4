package org.shmstress.worker.sampling;

import java.util.List;
import java.util.random.RandomGenerator;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;

/**
 * The settings that the explorer may try beside the seeds: draws one at random, or changes one or two knobs of a good one.
 *
 * @param actors number of actors
 * @param cells number of cells of a slot; with one, all layouts are the same
 * @param isCrowded whether there are more actors than CPUs: an actor then meets another only when it is preempted in the middle
 *     of a chunk, so chunks drawn are large
 * @param maxSlots most slots per round, a power of two
 */
record Knobs(int actors, int cells, boolean isCrowded, int maxSlots) {

    private static final int MIN_SLOTS = 256;
    private static final int MIN_CHUNK = 8;
    private static final int MIN_CROWDED_CHUNK = 1024;
    private static final List<Integer> STRIDES_APART = List.of(4, 8, 12, 16, 32, 64);
    private static final List<Integer> STRIDES_TOGETHER = List.of(8, 16, 32, 64);

    /** Most bits of an order mask: masks beyond a few pages of slots were never better than smaller ones. */
    private static final int MASK_BITS = 11;

    Setting draw(RandomGenerator random) {
        int slots = Math.min(maxSlots, 1024 << random.nextInt(5));
        SlotLayout layout = drawLayout(random);
        return setting(
                slots, drawChunk(random), layout, drawStride(layout, random), drawReset(random), drawMask(random));
    }

    /** One knob changed, or in one of three cases two. */
    Setting mutate(Setting from, RandomGenerator random) {
        Setting once = mutateOne(from, random);
        return random.nextInt(3) == 0 ? mutateOne(once, random) : once;
    }

    private Setting mutateOne(Setting from, RandomGenerator random) {
        int slots = from.slots();
        int chunk = from.chunk();
        int stride = from.strideBytes();
        int reset = from.reset();
        int mask = from.mask();
        return switch (random.nextInt(6)) {
            case 0 -> setting(doubleOrHalve(slots, random), chunk, from.layout(), stride, reset, mask);
            case 1 -> setting(slots, doubleOrHalve(chunk, random), from.layout(), stride, reset, mask);
            case 2 -> setting(slots, chunk, from.layout(), drawStride(from.layout(), random), reset, mask);
            case 3 -> {
                SlotLayout layout = drawLayout(random);
                yield setting(slots, chunk, layout, drawStride(layout, random), reset, mask);
            }
            case 4 -> setting(slots, chunk, from.layout(), stride, drawReset(random), mask);
            default -> setting(slots, chunk, from.layout(), stride, reset, drawMask(random));
        };
    }

    private static int doubleOrHalve(int value, RandomGenerator random) {
        return random.nextBoolean() ? value * 2 : value / 2;
    }

    private int drawChunk(RandomGenerator random) {
        return isCrowded ? MIN_CROWDED_CHUNK << random.nextInt(4) : 16 << random.nextInt(10);
    }

    private SlotLayout drawLayout(RandomGenerator random) {
        SlotLayout[] all = SlotLayout.values();
        return cells > 1 ? all[random.nextInt(all.length)] : SlotLayout.APART;
    }

    private static int drawStride(SlotLayout layout, RandomGenerator random) {
        List<Integer> strides = switch (layout) {
            case APART -> STRIDES_APART;
            case TOGETHER -> STRIDES_TOGETHER;
            case LINE_EACH -> List.of(64);
        };
        return strides.get(random.nextInt(strides.size()));
    }

    private int drawReset(RandomGenerator random) {
        return random.nextInt(actors + 1);
    }

    /** Masks of one bit, of all bits up to one, and of any bits; now and then none. */
    private static int drawMask(RandomGenerator random) {
        int bits = random.nextInt(MASK_BITS + 1);
        return switch (random.nextInt(3)) {
            case 0 -> 1 << bits >> 1;
            case 1 -> (1 << bits) - 1;
            default -> random.nextInt(1 << bits);
        };
    }

    /** The setting nearest to what was asked for that is one. */
    private Setting setting(int slots, int chunk, SlotLayout layout, int stride, int reset, int mask) {
        int n = Math.max(Math.min(MIN_SLOTS, maxSlots), Math.min(maxSlots, slots));
        int k = Math.max(Math.min(MIN_CHUNK, n), Math.min(n, chunk));
        return new Setting(n, k, layout, stride, reset, Setting.order(actors, mask & (n - 1)));
    }
}
