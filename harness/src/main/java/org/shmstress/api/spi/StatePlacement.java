package org.shmstress.api.spi;

import java.nio.Buffer;
import java.nio.ByteBuffer;
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
    private static final int BUFFER_ALIGNMENT = 16;

    /** What buffers of states are cut from before they are laid elsewhere: only their class and capacity are of interest. */
    private static final class Stock {
        static final ByteBuffer BYTES = ByteBuffer.allocateDirect(1 << 20);
    }

    private final SliceMemory memory;
    private final Object flatRegion;
    private final long[] flatAddresses;
    private final Cursor cursor = new Cursor();
    private final List<SlotCell> cells = new ArrayList<>();
    private final List<SlotBuffer> buffers = new ArrayList<>();

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

    /** The buffers and views that were made, in order. */
    public List<SlotBuffer> buffers() {
        return List.copyOf(buffers);
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

    /** A zeroed buffer in the state under construction. */
    static ByteBuffer buffer(int capacity) {
        if (capacity > Stock.BYTES.capacity()) {
            throw new IllegalStateException(
                    "a state's buffer of " + capacity + " bytes is larger than " + Stock.BYTES.capacity());
        }
        SlotCell cell = allocate(Math.max(1, capacity), BUFFER_ALIGNMENT);
        ByteBuffer buffer = Stock.BYTES.slice(0, capacity);
        current().buffers.add(new SlotBuffer(buffer, cell, 0, current().memory));
        return buffer;
    }

    /** Has a view follow the buffer that it is a view of. */
    static <B extends Buffer> B view(ByteBuffer buffer, B view) {
        StatePlacement placement = current();
        placement.buffers.stream()
                .filter(b -> b.isOf(buffer))
                .findFirst()
                .map(b -> b.view(view, buffer.position()))
                .ifPresent(placement.buffers::add);
        return view;
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
