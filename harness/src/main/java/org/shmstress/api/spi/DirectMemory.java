package org.shmstress.api.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Slices of a process without a segment: each a part of a direct buffer, one after the other, never used again. A test under
 * stock jcstress makes millions a second, and a buffer for each would take longer than the test.
 */
final class DirectMemory extends SliceMemory {

    private static final int CHUNK_BYTES = 1 << 20;

    private final ThreadLocal<Chunk> chunks = ThreadLocal.withInitial(Chunk::new);

    /** Zeroed memory from which one thread takes; it lives as long as any slice in it. */
    private static final class Chunk {
        /** Large enough for any alignment, so that addresses are aligned as offsets are. */
        private static final int MAX_ALIGNMENT = 4096;

        private ByteBuffer buffer = ByteBuffer.allocate(0);
        private int used;

        Location take(int sizeBytes, int alignment, int offset) {
            int begin = ((used + alignment - 1) & -alignment) + offset;
            if (begin + sizeBytes > buffer.capacity()) {
                // Aligning cuts off up to an alignment less one at either end.
                int bytes = Math.max(CHUNK_BYTES, offset + sizeBytes) + 2 * MAX_ALIGNMENT;
                buffer = ByteBuffer.allocateDirect(bytes)
                        .alignedSlice(MAX_ALIGNMENT)
                        .order(ByteOrder.nativeOrder());
                begin = offset;
            }
            used = begin + sizeBytes;
            return new Location(buffer, begin);
        }
    }

    @Override
    public SliceAccess access() {
        return new BufferAccess();
    }

    @Override
    public Location allocate(int sizeBytes, int alignment, int offset) {
        return chunks.get().take(sizeBytes, alignment, offset);
    }
}
