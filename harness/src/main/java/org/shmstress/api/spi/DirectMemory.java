package org.shmstress.api.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Slices of a process without a segment: each a direct buffer of its own. */
final class DirectMemory extends SliceMemory {

    @Override
    public SliceAccess access() {
        return new BufferAccess();
    }

    @Override
    public Location allocate(int sizeBytes, int alignment, int offset) {
        // Aligning cuts off up to alignment - 1 bytes at either end.
        ByteBuffer raw = ByteBuffer.allocateDirect(offset + sizeBytes + 2 * alignment);
        ByteBuffer aligned = raw.alignedSlice(alignment).order(ByteOrder.nativeOrder());
        return new Location(aligned, offset);
    }
}
