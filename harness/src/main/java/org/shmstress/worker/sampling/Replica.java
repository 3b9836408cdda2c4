package org.shmstress.worker.sampling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.PrivateMemory;
import org.shmstress.api.spi.SlotBuffer;
import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.SlotCell.Cursor;
import org.shmstress.api.spi.SlotStates;
import org.shmstress.api.spi.SlotWindow;
import org.shmstress.api.spi.StatePlacement;

/**
 * One state with all that it holds, moved from slot to slot.
 *
 * <p>Its objects are this process's own; only their cells lie in the segment. That is the same as a state per slot as long as no
 * reference changes after construction, which the scanner sees to, and as long as every construction makes the same graph, which
 * {@link GraphDigest} sees to.
 */
final class Replica extends SlotStates {

    private final Object state;
    private final Cursor cursor;
    private final List<SlotCell> cells;
    private final SlotBuffer[] buffers;
    private final Slice[] slices;
    private final PrivateMemory privateMemory = PrivateMemory.current();
    private @Nullable SlotWindow entered;
    private long strideBytes;

    Replica(Object state, StatePlacement placement, Slice[] slices) {
        this.state = state;
        this.cursor = placement.cursor();
        this.cells = placement.cells();
        this.buffers = placement.buffers().toArray(new SlotBuffer[0]);
        this.slices = slices;
    }

    /** Lays the cells out; the window's places are the slices, then the cells. */
    @Override
    public void enter(SlotWindow window) {
        if (entered != window) {
            for (int c = 0; c < cells.size(); c++) {
                cells.get(c).layAt(window.bases[slices.length + c]);
            }
            strideBytes = window.strideBytes;
            entered = window;
        }
    }

    @Override
    public Object at(int slot) {
        privateMemory.forget();
        long offset = slot * strideBytes;
        cursor.offset = offset;
        if (slices.length > 0) {
            moveSlices(offset);
        }
        for (SlotBuffer buffer : buffers) {
            buffer.move();
        }
        return state;
    }

    private void moveSlices(long offset) {
        SlotWindow window = entered;
        if (window == null) {
            throw new IllegalStateException("the states were not laid out");
        }
        for (int s = 0; s < slices.length; s++) {
            slices[s].relocate(window.bases[s] + offset);
        }
    }
}
