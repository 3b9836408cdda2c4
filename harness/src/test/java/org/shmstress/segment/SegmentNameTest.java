package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SegmentNameTest {

    @Test
    void nameTellsRunOwnerAndTagAndIsReadBack() {
        for (long runId : new long[] {0, 1, -1, Long.MIN_VALUE, 0xabcdefL}) {
            SegmentName name = new SegmentName(runId, 4_321, "alpha_2.x");
            assertEquals(Optional.of(name), SegmentName.parse(name.fileName()));
        }
        SegmentName name = SegmentName.of(0xabcL, 7);
        long pid = ProcessHandle.current().pid();
        assertEquals("/shmstress-0000000000000abc-" + pid + "-7", name.posixName());
        assertEquals(Path.of("/dev/shm/shmstress-0000000000000abc-" + pid + "-7"), name.path());
    }

    @Test
    void foreignNamesAreNotOurs() {
        for (String foreign : new String[] {
            "shmstress-",
            "shmstress-12-3-4",
            "sem.x",
            "shmstress-0000000000000abc-1-",
            "shmstress-0000000000000ABC-1-1",
            "shmstress-0000000000000abc-1-../x",
            "shmstress-0000000000000abc-x-1",
            "xshmstress-0000000000000abc-1-1"
        }) {
            assertEquals(Optional.empty(), SegmentName.parse(foreign), foreign);
        }
    }

    @Test
    void tagThatCouldLeaveTheDirectoryIsRefused() {
        for (String tag : new String[] {"", "a/b", "a-b", "x".repeat(65), "a b"}) {
            assertThrows(IllegalArgumentException.class, () -> new SegmentName(1, 2, tag), tag);
        }
    }
}
