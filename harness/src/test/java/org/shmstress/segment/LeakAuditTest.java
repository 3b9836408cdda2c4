package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.SharedMemory;

final class LeakAuditTest {

    @TempDir
    Path directory;

    @Test
    void nameIsReported() throws IOException {
        Scratch scratch = new Scratch(directory);
        LeakAudit audit = LeakAudit.before(scratch.runId);
        Path file = Files.createFile(scratch.nextName().path());
        assertReported(audit, "name /" + file.getFileName() + " still exists");
        Files.delete(file);
        assertEquals(List.of(), audit.after());
    }

    @Test
    void descriptorOfAnUnlinkedObjectIsReported() {
        Scratch scratch = new Scratch(directory);
        LeakAudit audit = LeakAudit.before(scratch.runId);
        SegmentName name = scratch.nextName();
        int fd = SharedMemory.create(name.posixName());
        SharedMemory.unlink(name.posixName());
        assertReported(audit, "descriptor " + fd + " of " + name.path() + " (deleted) is open");
        Descriptors.close(fd);
        assertEquals(List.of(), audit.after());
    }

    @Test
    void mappingOfAnUnlinkedObjectIsReported() {
        Scratch scratch = new Scratch(directory);
        try (Segment segment = scratch.create()) {
            LeakAudit audit = LeakAudit.before(scratch.runId);
            Mapping mapping = scratch.attach(segment, AccessPath.BYTE_BUFFER);
            segment.unlink();
            String where = "mapping at 0x" + Long.toHexString(mapping.address());
            assertTrue(
                    audit.after().stream().anyMatch(line -> line.startsWith(where)),
                    audit.after().toString());
            mapping.close();
            assertTrue(
                    audit.after().stream().noneMatch(line -> line.startsWith(where)),
                    audit.after().toString());
        }
    }

    @Test
    void childProcessIsReportedUntilItIsGone() throws IOException {
        LeakAudit audit = LeakAudit.before(1);
        Bystander child = new Bystander();
        assertTrue(audit.after().stream().anyMatch(line -> line.startsWith("child process " + child.process.pid())));
        child.close();
        assertTrue(audit.after().stream().noneMatch(line -> line.contains(" " + child.process.pid() + " ")));
    }

    @Test
    void whatOtherRunsHoldIsNotReported() {
        LeakAudit audit = LeakAudit.before(1);
        try (Segment other = new Scratch(directory).create()) {
            assertEquals(List.of(), audit.after(), other.name().toString());
        }
    }

    private static void assertReported(LeakAudit audit, String line) {
        assertEquals(List.of(line), audit.after());
    }
}
