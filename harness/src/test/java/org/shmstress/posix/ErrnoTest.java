package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;

final class ErrnoTest {

    @Test
    void everyConstantIsFoundByItsNumber() {
        for (Errno errno : Errno.values()) {
            assertEquals(errno, Errno.of(errno.number()));
        }
    }

    @Test
    void unlistedNumbersAreOther() {
        assertEquals(Errno.OTHER, Errno.of(8));
        assertEquals(Errno.OTHER, Errno.of(4_000));
        assertEquals(Errno.OTHER, Errno.of(-7));
    }

    @Test
    void exceptionSaysCallArgumentsAndReason() {
        PosixException exception = new PosixException("shm_open", 2, "/nowhere");
        assertEquals("shm_open(/nowhere) failed: ENOENT (2), no such file or directory", exception.getMessage());
        assertEquals(HarnessException.Kind.HARNESS, exception.kind());
    }
}
