package org.shmstress.api.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.shmstress.api.spi.SlotCell.Cursor;

/**
 * Where the state under construction keeps what is shared. Lifted constructors ask it first of all, even before their
 * superclass's constructor runs.
 *
 * <p>A flat state, which has nothing but primitive fields and slices, asks for the address of each field by number. Every other
 * object allocates a {@link SlotCell} per field, in the order in which its constructors run; equal constructors in different
 * processes thus get equal sequences.
 *
 * <p>Each thread has a placement of its own, so that several actors may construct in one process. It costs no sample anything: a
 * constructor runs for the test's initial values only.
 */
public final class StatePlacement {

    private static final ThreadLocal<StatePlacement> CURRENT = new ThreadLocal<>();

    private final SliceMemory memory;
    private final Object flatRegion;
    private final long[] flatAddresses;
    private final Cursor cursor = new Cursor();
    private final List<SlotCell> cells = new ArrayList<>();

    /**
     * A placement for one state.
     *
     * @param memory where cells come from
     * @param flatRegion memory of a flat state's primitive fields, in the access path's terms
     * @param flatAddresses their addresses; none unless the state is flat
     */
    public StatePlacement(SliceMemory memory, Object flatRegion, long[] flatAddresses) {
        this.memory = memory;
        this.flatRegion = flatRegion;
        this.flatAddresses = flatAddresses;
    }

    /** Runs a construction that places its state here. */
    public <T> T during(Supplier<T> construction) {
        CURRENT.set(this);
        try {
            return construction.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** What was allocated, in order. */
    public List<SlotCell> cells() {
        return List.copyOf(cells);
    }

    /** What all cells share. */
    public Cursor cursor() {
        return cursor;
    }

    /** Memory of the flat state under construction. */
    public static Object region() {
        return current().flatRegion;
    }

    /** Address of primitive field {@code place} of the flat state under construction. */
    public static long at(int place) {
        return current().flatAddresses[place];
    }

    /** A cell in the state under construction, or a private one if there is none. */
    public static SlotCell allocate(int sizeBytes, int alignment) {
        if (!isConstructing()) {
            return PrivateMemory.current().allocate(sizeBytes, alignment);
        }
        StatePlacement placement = current();
        SliceMemory.Location location = placement.memory.allocate(sizeBytes, alignment, 0);
        SlotCell cell = new SlotCell(location.region(), location.address(), placement.cursor);
        placement.cells.add(cell);
        return cell;
    }

    /** True while this thread constructs a state; what is made at other times is nobody else's. */
    public static boolean isConstructing() {
        return CURRENT.get() != null && !PrivateMemory.isInitializing();
    }

    private static StatePlacement current() {
        StatePlacement placement = CURRENT.get();
        if (placement == null) {
            throw new IllegalStateException(
                    "a test's state was made outside of the engine's constructions, e.g. by an actor");
        }
        return placement;
    }
}
