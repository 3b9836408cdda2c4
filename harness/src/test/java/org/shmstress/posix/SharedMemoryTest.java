package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SharedMemoryTest {

    private final String name = "/shmstress-posix-test-" + UUID.randomUUID();
    private int fd;

    @BeforeEach
    void create() {
        fd = SharedMemory.create(name);
    }

    @AfterEach
    void remove() throws IOException {
        Descriptors.close(fd);
        Files.deleteIfExists(SharedMemory.path(name));
    }

    @Test
    void createdObjectIsItsOwnersAlone() throws IOException {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(SharedMemory.path(name)));
        assertEquals("rw-------", permissions);
        assertEquals(0, Descriptors.status(fd).sizeBytes());
    }

    @Test
    void takenNameCannotBeCreatedAgain() {
        assertEquals(
                Errno.EEXIST,
                assertThrows(PosixException.class, () -> SharedMemory.create(name))
                        .errno());
    }

    @Test
    void unlinkedNameCannotBeOpenedButItsDescriptorLives() {
        SharedMemory.unlink(name);
        assertEquals(
                Errno.ENOENT,
                assertThrows(PosixException.class, () -> SharedMemory.open(name))
                        .errno());
        assertEquals(
                Errno.ENOENT,
                assertThrows(PosixException.class, () -> SharedMemory.unlink(name))
                        .errno());
        assertFalse(Files.exists(SharedMemory.path(name)));
        assertEquals(0, Descriptors.status(fd).links());
        assertEquals(3, Descriptors.write(fd, new byte[] {1, 2, 3}, 0));
    }

    @Test
    void sameNameAfterUnlinkIsAnotherObject() {
        long first = Descriptors.status(fd).inode();
        SharedMemory.unlink(name);
        int second = SharedMemory.create(name);
        try {
            assertNotEquals(first, Descriptors.status(second).inode());
        } finally {
            Descriptors.close(second);
        }
    }

    @Test
    void openedTwiceIsOneObject() {
        int again = SharedMemory.open(name);
        try {
            Descriptors.write(fd, new byte[] {42}, 7);
            byte[] read = new byte[1];
            assertEquals(1, Descriptors.read(again, read, 7));
            assertEquals(42, read[0]);
            assertTrue(again != fd);
        } finally {
            Descriptors.close(again);
        }
    }
}
