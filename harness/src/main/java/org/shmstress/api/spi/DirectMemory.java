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
        ByteBuffer raw = ByteBuffer.allocateDirect(sizeBytes + 3 * alignment).order(ByteOrder.nativeOrder());
        ByteBuffer aligned = raw.alignedSlice(alignment).order(ByteOrder.nativeOrder());
        return new Location(aligned, offset);
    }
}
