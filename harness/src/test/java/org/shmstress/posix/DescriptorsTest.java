package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescriptorsTest {

    @TempDir
    Path directory;

    @Test
    void statusAgreesWithWhatTheJdkReads() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[12_345]);
        Files.createLink(directory.resolve("second-name"), file);
        FileStatus status = Descriptors.status(file.toString());
        assertEquals(Files.getAttribute(file, "unix:dev"), status.device());
        assertEquals(Files.getAttribute(file, "unix:ino"), status.inode());
        assertEquals(Files.getAttribute(file, "unix:nlink"), (int) status.links());
        assertEquals(Files.getAttribute(file, "unix:uid"), (int) status.userId());
        assertEquals(Files.getAttribute(file, "unix:mode"), status.mode());
        assertEquals(12_345, status.sizeBytes());
    }

    @Test
    void statusByDescriptorIsThatOfTheFile() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[5]);
        int fd = Descriptors.open(file.toString(), OpenFlags.READ_ONLY, 0);
        try {
            assertEquals(Descriptors.status(file.toString()), Descriptors.status(fd));
        } finally {
            Descriptors.close(fd);
        }
    }

    @Test
    void aFileIsNoTerminalAndAPseudoTerminalIsOne() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        for (String path : new String[] {file.toString(), "/dev/null", "/dev/ptmx"}) {
            int fd = Descriptors.open(path, OpenFlags.READ_WRITE, 0);
            try {
                assertEquals(path.equals("/dev/ptmx"), Descriptors.isTerminal(fd), path);
            } finally {
                Descriptors.close(fd);
            }
        }
    }

    @Test
    void truncateReservesNothingAndAllocateReservesAll() {
        try (ScratchObject object = new ScratchObject(8_192)) {
            assertEquals(16, Descriptors.status(object.fd).blocks());
            Descriptors.truncate(object.fd, 0);
            Descriptors.truncate(object.fd, 1 << 20);
            assertEquals(0, Descriptors.status(object.fd).blocks());
            assertEquals(1 << 20, Descriptors.status(object.fd).sizeBytes());
        }
    }

    @Test
    void allocateReportsItsReturnedError() {
        try (ScratchObject object = new ScratchObject(4_096)) {
            PosixException tooBig =
                    assertThrows(PosixException.class, () -> Descriptors.allocate(object.fd, 0, 1L << 50));
            assertEquals(Errno.ENOSPC, tooBig.errno());
            PosixException empty = assertThrows(PosixException.class, () -> Descriptors.allocate(object.fd, 0, 0));
            assertEquals(Errno.EINVAL, empty.errno());
        }
    }

    @Test
    void readStopsAtTheEndOfTheFile() {
        try (ScratchObject object = new ScratchObject(4_096)) {
            Descriptors.write(object.fd, new byte[] {1, 2, 3, 4}, 4_092);
            byte[] read = new byte[10];
            assertEquals(4, Descriptors.read(object.fd, read, 4_092));
            assertArrayEquals(new byte[] {1, 2, 3, 4, 0, 0, 0, 0, 0, 0}, read);
            assertEquals(0, Descriptors.read(object.fd, read, 4_096));
        }
    }

    @Test
    void duplicateOutlivesItsOriginal() {
        try (ScratchObject object = new ScratchObject(4_096)) {
            int first = Descriptors.duplicate(object.fd);
            int second = Descriptors.duplicate(first);
            Descriptors.close(first);
            assertEquals(
                    Descriptors.status(object.fd).inode(),
                    Descriptors.status(second).inode());
            Descriptors.close(second);
            assertEquals(
                    Errno.EBADF,
                    assertThrows(PosixException.class, () -> Descriptors.close(second))
                            .errno());
        }
    }
}
