package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.SharedMemory;

final class MappingTest {

    @TempDir
    Path directory;

    private Scratch scratch;
    private Segment segment;

    @BeforeEach
    void create() {
        scratch = new Scratch(directory);
        segment = scratch.create();
    }

    @AfterEach
    void close() {
        segment.close();
    }

    @OnEveryPath
    void attachedMappingKnowsWhatItMaps(AccessPath path) {
        try (Mapping mapping = scratch.attach(segment, path)) {
            assertEquals(segment.layout(), mapping.layout());
            assertEquals(segment.inode(), mapping.inode());
            assertEquals(segment.inode(), ProcessMaps.inodeAt(mapping.address()));
            assertEquals(segment.inode(), ProcessMaps.inodeAt(mapping.address() + segment.sizeBytes() - 1));
            assertEquals(path, mapping.path());
            long slots = segment.layout().slotsOffset();
            long virtual = mapping.access().virtualAddress(mapping.region(), mapping.base() + slots);
            assertEquals(mapping.address() + slots, virtual);
        }
    }

    @OnEveryPath
    void closedMappingIsGoneAtOnce(AccessPath path) {
        LeakAudit audit = LeakAudit.before(scratch.runId);
        Mapping mapping = scratch.attach(segment, path);
        assertEquals(1, audit.after().size(), "the mapping, and no descriptor: " + audit.after());
        mapping.close();
        mapping.close();
        assertEquals(List.of(), audit.after());
    }

    @OnEveryPath
    void wordsOfWorkerAndOwnerReachEachOther(AccessPath path) {
        try (Mapping mapping = scratch.attach(segment, path)) {
            ControlLine line = mapping.controlLine(1);
            line.releaseAttached(77, 88);
            line.opaqueProgress(5);
            line.releaseError("könnte nicht");
            line.releaseState(ControlLine.State.FAILED);
            mapping.flightRecorder(1).releaseEvent(8, 9);
            FlightRecorder.Entry event = segment.acquireFlight(1).get(0);
            assertEquals(17, event.event() + event.detail());
            assertEquals(ControlLine.State.FAILED, segment.acquireState(1));
            assertEquals(5, segment.opaqueProgress(1));
            assertEquals("könnte nicht", segment.acquireError(1));
            assertEquals(ControlLine.State.EMPTY, segment.acquireState(0));
            segment.releaseAbort();
            assertEquals(AbortWord.BY_OWNER, mapping.abortWord().acquireReason());
        }
    }

    @OnEveryPath
    void controlAccessHasTheModesThatTheHarnessNeeds(AccessPath path) {
        try (Mapping mapping = scratch.attach(segment, path)) {
            assertTrue(mapping.control().access().supports(SliceAccess.Mode.ORDERED));
            assertTrue(mapping.control().access().supports(SliceAccess.Mode.ATOMIC));
        }
    }

    @OnEveryPath
    void foreignMagicIsRefused(AccessPath path) {
        putLong(0, 0x1234);
        refused(path, "its magic is 0x1234");
    }

    @OnEveryPath
    void otherLayoutVersionIsRefused(AccessPath path) {
        putInt(Header.LAYOUT_VERSION, 99);
        refused(path, "its layout version is 99");
    }

    @OnEveryPath
    void otherRunIsRefused(AccessPath path) {
        refused(path, segment.sizeBytes(), segment.inode(), scratch.runId + 1, "it belongs to run ");
    }

    @OnEveryPath
    void otherSizeInTheHeaderIsRefused(AccessPath path) {
        putLong(Header.SIZE_BYTES, 4_096);
        refused(path, "its header says 4096 bytes");
    }

    @OnEveryPath
    void otherInodeInTheHeaderIsRefused(AccessPath path) {
        putLong(Header.INODE, 3);
        refused(path, "its header says inode 3");
    }

    @OnEveryPath
    void regionsThatDoNotFillTheSegmentAreRefused(AccessPath path) {
        putLong(Header.SLOTS_BYTES, 1 << 30);
        refused(path, "its regions add up to");
    }

    @OnEveryPath
    void nonsensicalRegionsAreRefused(AccessPath path) {
        putInt(Header.WORKERS, -5);
        refused(path, "1 to 1024 workers");
    }

    @OnEveryPath
    void objectThatTookTheNameIsRefused(AccessPath path) {
        refused(
                path,
                segment.sizeBytes(),
                segment.inode() + 1,
                scratch.runId,
                "the mapped file has inode " + segment.inode());
    }

    @OnEveryPath
    void tooShortFileIsRefusedAndNotExtended(AccessPath path) throws IOException {
        long expected = segment.sizeBytes() + 4_096;
        refused(path, expected, segment.inode(), scratch.runId, "it has " + segment.sizeBytes() + " bytes");
        assertEquals(segment.sizeBytes(), Files.size(segment.path()));
    }

    @OnEveryPath
    void tooLongFileIsRefused(AccessPath path) {
        int fd = SharedMemory.open(segment.name().posixName());
        Descriptors.truncate(fd, segment.sizeBytes() + 1);
        Descriptors.close(fd);
        refused(path, "expected were " + segment.sizeBytes());
    }

    @OnEveryPath
    void missingFileIsRefused(AccessPath path) {
        segment.unlink();
        refused(path, segment.path().getFileName().toString());
    }

    @Test
    void twoMappingsOfOneProcessLieApart() {
        try (Mapping one = scratch.attach(segment, AccessPath.UNSAFE);
                Mapping other = scratch.attach(segment, AccessPath.UNSAFE)) {
            assertNotEquals(one.address(), other.address());
            long at = segment.layout().slotsOffset();
            one.access().putLong(one.region(), one.base() + at, 31);
            assertEquals(31, other.access().getLong(other.region(), other.base() + at));
        }
    }

    @Test
    void pathThatThisVersionLacksIsAUsageError() {
        assumeFalse(AccessPathsTest.paths().contains(AccessPath.FFM), "this version has all paths");
        HarnessException refused = assertThrows(HarnessException.class, () -> scratch.attach(segment, AccessPath.FFM));
        assertEquals(HarnessException.Kind.USAGE, refused.kind());
    }

    private void putLong(int offset, long value) {
        segment.read(view -> {
            view.access().putLong(view.region(), view.at(offset), value);
            return value;
        });
    }

    private void putInt(int offset, int value) {
        segment.read(view -> {
            view.access().putInt(view.region(), view.at(offset), value);
            return value;
        });
    }

    private void refused(AccessPath path, String words) {
        refused(path, segment.sizeBytes(), segment.inode(), scratch.runId, words);
    }

    private void refused(AccessPath path, long sizeBytes, long inode, long runId, String words) {
        LeakAudit audit = LeakAudit.before(scratch.runId);
        HarnessException refused = assertThrows(
                HarnessException.class, () -> Mapping.attach(segment.path(), sizeBytes, inode, runId, path));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        assertEquals(List.of(), audit.after(), "nothing stays mapped");
    }
}
