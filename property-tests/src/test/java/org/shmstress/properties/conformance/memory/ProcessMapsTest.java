package org.shmstress.properties.conformance.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMapsTest {

    @Test
    void readsALineOfAFile() {
        ProcessMaps.Line line = ProcessMaps.line(
                "7f00aa000000-7f00aa002000 rw-s 00001000 00:1a 42                 /dev/shm/a b (deleted)");
        assertEquals(
                new ProcessMaps.Line(
                        0x7f00aa000000L, 0x7f00aa002000L, "rw-s", 0x1000, "00:1a 42", "/dev/shm/a b (deleted)"),
                line);
        assertTrue(line.holds(0x7f00aa001fffL));
        assertFalse(line.holds(0x7f00aa002000L), "the first address behind it");
        assertFalse(line.holds(0x7f00a9ffffffL), "the last address before it");
    }

    @Test
    void readsALineWithoutAFileAndOneAboveAllSignedAddresses() {
        assertEquals("", ProcessMaps.line("10000-20000 r--p 00000000 00:00 0 ").path());
        ProcessMaps.Line highest =
                ProcessMaps.line("ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]");
        assertTrue(highest.holds(0xffffffffff600000L));
        assertFalse(highest.holds(0x10000));
    }

    @Test
    void seesThisProcess() {
        List<ProcessMaps.Line> own = ProcessMaps.of("self");
        assertTrue(own.stream()
                .anyMatch(line ->
                        line.path().endsWith("libjvm.so") && line.rights().equals("r-xp")));
    }
}
