package org.shmstress.api.spi;

/**
 * Where one primitive field, array or stand-in of a state lies: at a base, which the layout gives, plus an offset, which the slot
 * gives and all cells of one state share. So one store moves a whole state, however much it holds, to the next slot.
 */
public final class SlotCell {

    /** Distance of the slot at hand from slot 0, in bytes. One per state, confined to the actor that runs it. */
    public static final class Cursor {
        public long offset;
    }

    /** Memory in the access path's terms. */
    public final Object region;

    private final Cursor cursor;
    private long base;

    SlotCell(Object region, long base, Cursor cursor) {
        this.region = region;
        this.base = base;
        this.cursor = cursor;
    }

    /** Address in the slot at hand. */
    public long address() {
        return base + cursor.offset;
    }

    /** Address in slot 0. */
    public long base() {
        return base;
    }

    /** For the engine: from now on slot 0 has this cell at another address. */
    public void layAt(long newBase) {
        base = newBase;
    }
}
