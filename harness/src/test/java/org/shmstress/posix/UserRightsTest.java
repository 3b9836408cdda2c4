package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserRightsTest {

    @Test
    void onesOwnRightsAreNoOthers() throws IOException {
        int own = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        PosixException refused = assertThrows(PosixException.class, () -> UserRights.with(own, () -> 1));
        assertEquals(Errno.EPERM, refused.errno());
    }
}
