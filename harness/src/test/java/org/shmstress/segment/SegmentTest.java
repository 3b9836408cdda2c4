package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PosixException;

final class SegmentTest {

    @TempDir
    Path directory;

    private Scratch scratch;

    @BeforeEach
    void newRun() {
        scratch = new Scratch(directory);
    }

    @Test
    void createdSegmentIsReservedZeroedAndItsOwnersAlone() throws IOException {
        try (Segment segment = scratch.create()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(segment.path())));
            assertEquals(segment.sizeBytes(), Files.size(segment.path()));
            assertEquals(
                    segment.sizeBytes() / 512,
                    Descriptors.status(segment.path().toString()).blocks());
            long slots = segment.layout().slotsOffset();
            long first = segment.read(view -> view.access().getLong(view.region(), view.at(slots)));
            assertEquals(0, first);
            assertEquals(0, segment.opaqueProgress(1));
            assertEquals(ControlLine.State.EMPTY, segment.acquireState(0));
        }
    }

    @Test
    void closedSegmentLeavesNothing() {
        LeakAudit audit = LeakAudit.before(scratch.runId);
        Segment segment = scratch.create();
        assertEquals(2, audit.after().size(), "a name and a mapping while it is open: " + audit.after());
        segment.close();
        segment.close();
        assertEquals(List.of(), audit.after());
    }

    @Test
    void closedSegmentCannotBeReadOrAborted() {
        Segment segment = scratch.create();
        assertTrue(segment.releaseAbort());
        segment.close();
        assertThrows(IllegalStateException.class, () -> segment.opaqueProgress(0));
        assertFalse(segment.releaseAbort());
    }

    @Test
    void unlinkedSegmentStaysReadable() {
        try (Segment segment = scratch.create()) {
            segment.unlink();
            assertFalse(Files.exists(segment.path()));
            assertEquals(0, segment.opaqueProgress(0));
        }
    }

    @Test
    void nameTakenBySomebodyElseIsNotUnlinked() throws IOException {
        Segment segment = scratch.create();
        Files.delete(segment.path());
        Files.createFile(segment.path());
        try {
            HarnessException refused = assertThrows(HarnessException.class, segment::close);
            assertTrue(refused.getMessage().contains("left alone"), refused.getMessage());
            assertTrue(Files.exists(segment.path()));
            assertThrows(IllegalStateException.class, () -> segment.opaqueProgress(0), "it is unmapped all the same");
        } finally {
            Files.deleteIfExists(segment.path());
        }
    }

    @Test
    void takenNameIsRefusedAndKept() throws IOException {
        SegmentName name = scratch.nextName();
        Files.createFile(name.path());
        try {
            Layout layout = Layout.of(1, 0, 0, 0);
            PosixException refused =
                    assertThrows(PosixException.class, () -> Segment.create(name, layout, scratch.manifest));
            assertEquals(Errno.EEXIST, refused.errno());
            assertTrue(Files.exists(name.path()));
        } finally {
            Files.delete(name.path());
        }
    }

    @Test
    void segmentLargerThanTheRoomIsRefusedBeforeAnyWork() throws IOException {
        Room room = new Room(List.of(new Room.Bound("a small room", 10)));
        LeakAudit audit = LeakAudit.before(scratch.runId);
        Layout layout = Layout.of(1, 0, 0, 0);
        HarnessException refused = assertThrows(
                HarnessException.class, () -> Segment.create(scratch.nextName(), layout, scratch.manifest, room));
        assertEquals(HarnessException.Kind.NO_ROOM, refused.kind());
        assertTrue(refused.getMessage().contains(layout.sizeBytes() + " bytes are needed, 10 are present"));
        assertEquals(List.of(), audit.after());
        assertEquals(2, Files.readAllLines(scratch.manifest.file()).size(), "only its head");
    }

    @Test
    void manifestNamesAnObjectBeforeItExistsAndForgetsItAfter() throws IOException {
        Segment segment = scratch.create();
        String name = segment.name().fileName();
        List<String> lines = Files.readAllLines(scratch.manifest.file());
        assertTrue(lines.contains("plan " + name), lines.toString());
        assertTrue(lines.contains("made " + name + " " + segment.inode()), lines.toString());
        segment.close();
        lines = Files.readAllLines(scratch.manifest.file());
        assertEquals("gone " + name, lines.get(lines.size() - 1));
        scratch.manifest.close();
        assertFalse(Files.exists(scratch.manifest.file()));
    }
}
