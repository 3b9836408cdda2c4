package org.shmstress.api.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class DirectMemoryTest {

    private final DirectMemory memory = new DirectMemory();
    private final SliceAccess access = memory.access();

    @Test
    void everySliceHasItsAlignmentItsOffsetAndAllItsBytes() {
        for (int alignment = 1; alignment <= 4_096; alignment *= 2) {
            for (int offset : new int[] {0, alignment / 3, alignment - 1}) {
                for (int size : new int[] {1, 8, 61, 5_000}) {
                    SliceMemory.Location location = memory.allocate(size, alignment, offset);
                    ByteBuffer buffer = (ByteBuffer) location.region();
                    int first = (int) location.address();
                    assertEquals(offset, buffer.alignmentOffset(first, alignment));
                    assertEquals(0, access.getByte(buffer, first + size - 1));
                    access.fill(buffer, first, size, (byte) 9);
                }
            }
        }
    }

    @Test
    void memoryCannotBeReplacedOnceSlicesMayExist() {
        SliceMemory.installed();
        assertThrows(IllegalStateException.class, () -> SliceMemory.install(new DirectMemory()));
    }
}
