package org.shmstress.api.spi;

import org.shmstress.api.Slice;

/**
 * Where the slots of a round lie: what a generated loop needs to turn a slot's number into addresses.
 *
 * <p>Place {@code p} (a primitive field or a {@link Slice} field of the state, in declaration order, superclass first) of slot
 * {@code i} is at {@code bases[p] + i * strideBytes}; result field {@code f} of slot {@code i} is element {@code i} of the
 * dense column at {@code columns[f]}. Changing a window changes the layout of the test without recompiling its loop.
 *
 * <p>A test that is not flat, or not lifted, asks {@link #states} for its state objects instead; places are then the affair of
 * these.
 */
public final class SlotWindow {

    /** Memory in the access path's terms. */
    public final Object region;

    /** Address of each place in slot 0. */
    public final long[] bases;

    /** Distance between two slots. */
    public final long strideBytes;

    /** Address of each result column. */
    public final long[] columns;

    /**
     * Address of each column of codes: one byte a slot, the result plus one if that is small, else {@link OutcomeSink#NO_CODE},
     * and then the result is in its result column.
     */
    public final long[] codes;

    /** Whether loops run whole groups of {@link OutcomeSink#GROUP} slots, and so may store codes. */
    public final boolean isGrouped;

    /** The actor runs slot {@code i ^ order} when its loop counter is {@code i}. */
    public final int order;

    /** Always 1, which a compiler does not know: a loop with this step is not unrolled. */
    public final int step;

    /**
     * Bits that no code has. All bits, so that results go to their columns, in some rounds of the warm-up: a compiler that has
     * never seen that happen takes it for impossible, and keeps what it needs to go on in the interpreter alive in every slot.
     */
    public long notInCodes = -OutcomeSink.NO_CODE;

    private final int[] sliceSizes;
    private final SlotStates states;

    public SlotWindow(
            Object region,
            long[] bases,
            long strideBytes,
            long[] columns,
            long[] codes,
            boolean isGrouped,
            int order,
            int[] sliceSizes,
            SlotStates states) {
        this.region = region;
        this.bases = bases;
        this.strideBytes = strideBytes;
        this.columns = columns;
        this.codes = codes;
        this.isGrouped = isGrouped;
        this.order = order;
        this.step = 1;
        this.sliceSizes = sliceSizes;
        this.states = states;
    }

    /** The states, laid out for this window until another one asks. */
    public SlotStates states() {
        states.enter(this);
        return states;
    }

    /** A slice object for the given Slice field, to be relocated before each slot. */
    public Slice slice(int sliceIndex) {
        return Slice.at(region, 0, sliceSizes[sliceIndex]);
    }
}
