package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryTest {

    private static final long SIZE = 65_536;

    @Test
    void twoMappingsOfOneObjectShareTheirBytes() {
        try (ScratchObject object = new ScratchObject(SIZE)) {
            long second = Memory.mapShared(object.fd, SIZE);
            Memory.buffer(object.address, SIZE).putLong(4_096, 0x1122334455667788L);
            assertEquals(0x1122334455667788L, Memory.buffer(second, SIZE).getLong(4_096));
            Memory.unmap(second, SIZE);
        }
    }

    @Test
    void privateMappingKeepsItsWritesToItself() {
        try (ScratchObject object = new ScratchObject(SIZE)) {
            long own = Memory.map(object.fd, 0, SIZE, Memory.PROTECTION_READ_WRITE, Memory.PRIVATE);
            Memory.buffer(own, SIZE).putInt(0, 7);
            assertEquals(0, Memory.buffer(object.address, SIZE).getInt(0));
            Memory.unmap(own, SIZE);
        }
    }

    @Test
    void mappingFromAnOffsetBeginsThere() {
        try (ScratchObject object = new ScratchObject(2 * SIZE)) {
            Memory.buffer(object.address, 2 * SIZE).putInt((int) SIZE, 99);
            long later = Memory.map(object.fd, SIZE, SIZE, Memory.PROTECTION_READ, Memory.SHARED);
            assertEquals(99, Memory.buffer(later, SIZE).getInt(0));
            Memory.unmap(later, SIZE);
        }
    }

    @Test
    void protectionShowsInTheKernelsListAndUnmappedRangeIsGoneFromIt() throws IOException {
        try (ScratchObject object = new ScratchObject(SIZE)) {
            long address = Memory.mapShared(object.fd, SIZE);
            Memory.protect(address, SIZE, Memory.PROTECTION_READ);
            assertTrue(mapsLines(address).get(0).contains(" r--s "));
            Memory.unmap(address, SIZE);
            assertEquals(List.of(), mapsLines(address));
        }
    }

    @Test
    void buffersAreInNativeOrderAndDoNotUnmapWhenCollected() {
        try (ScratchObject object = new ScratchObject(SIZE)) {
            ByteBuffer buffer = Memory.buffer(object.address, SIZE);
            assertEquals(java.nio.ByteOrder.nativeOrder(), buffer.order());
            assertEquals(SIZE, buffer.capacity());
            Memory.sync(object.address, SIZE);
        }
    }

    @Test
    void badArgumentsAreReported() {
        assertEquals(
                Errno.EBADF,
                assertThrows(PosixException.class, () -> Memory.mapShared(-1, SIZE))
                        .errno());
        assertEquals(
                Errno.EINVAL,
                assertThrows(PosixException.class, () -> Memory.unmap(1, SIZE)).errno());
    }

    private static List<String> mapsLines(long address) throws IOException {
        String start = Long.toHexString(address) + "-";
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.startsWith(start)).toList();
        }
    }
}
