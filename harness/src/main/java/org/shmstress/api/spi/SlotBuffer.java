package org.shmstress.api.spi;

import java.nio.Buffer;

/**
 * A buffer of a state, or a view of one. It is one object per process, and its memory is that of the slot at hand: a buffer knows
 * its memory by a virtual address alone, which is moved like the address of a field.
 */
public final class SlotBuffer {

    private final Buffer buffer;
    private final SlotCell cell;
    private final int offset;
    private final SliceMemory memory;

    SlotBuffer(Buffer buffer, SlotCell cell, int offset, SliceMemory memory) {
        this.buffer = buffer;
        this.cell = cell;
        this.offset = offset;
        this.memory = memory;
        move();
    }

    /** Moves it to the slot at which its state's cursor stands. */
    public void move() {
        memory.lay(buffer, cell.region, cell.address() + offset);
    }

    boolean isOf(Buffer other) {
        return buffer == other;
    }

    /** A view of it that begins so many bytes further on. */
    SlotBuffer view(Buffer view, int bytes) {
        return new SlotBuffer(view, cell, offset + bytes, memory);
    }
}
