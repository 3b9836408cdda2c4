package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.posix.Signal;

/** Real processes; files in a directory that stands for /dev/shm, so that no other run is disturbed. */
final class LeftoversTest {

    @TempDir
    Path temporary;

    private final long runId = ThreadLocalRandom.current().nextLong();
    private final Incarnation self = Incarnation.self();
    private Path objects;
    private Path disk;
    private Path manifests;
    private Leftovers leftovers;

    @BeforeEach
    void layOut() throws IOException {
        objects = Files.createDirectory(temporary.resolve("shm"));
        disk = Files.createDirectory(temporary.resolve("disk"));
        manifests = Files.createDirectory(temporary.resolve("manifests"));
        Path proc = Files.createDirectory(temporary.resolve("proc"));
        leftovers = new Leftovers(proc, List.of(objects, disk), List.of(temporary.resolve("absent"), manifests));
    }

    @Test
    void orphanIsKilledEvenIfStopped() throws IOException {
        RunTag tag = new RunTag("r-17", Bystander.dead());
        try (Bystander orphan = new Bystander("-Xint", tag.argument(), "Main")) {
            Signal.STOP.send(orphan.process.pid());
            while (!Incarnation.isStopped(orphan.process.pid())) {
                Thread.onSpinWait();
            }
            Leftover expected = new Leftover.Worker(orphan.incarnation, "r-17", true);
            Leftovers real = onlyProcess(orphan);
            assertEquals(List.of(expected), real.find());
            assertTrue(orphan.incarnation.isAlive(), "finding is not removing");
            assertEquals(new Leftovers.Removal(List.of(expected), List.of()), real.remove(false));
            assertFalse(orphan.incarnation.isAlive());
            assertEquals(List.of(), real.find());
        }
    }

    @Test
    void ownerWhosePidWasReusedIsGone() throws IOException {
        RunTag tag = new RunTag("r-17", new Incarnation(self.pid(), self.startTicks() - 1));
        try (Bystander orphan = new Bystander(tag.argument())) {
            assertEquals(1, onlyProcess(orphan).find().size());
        }
    }

    @Test
    void workerOfALiveRunAndUntaggedProcessAreLeftAlone() throws IOException {
        try (Bystander worker = new Bystander(new RunTag("r-17", self).argument());
                Bystander stranger = new Bystander("-Dshmstress.run=nonsense")) {
            assertEquals(List.of(), onlyProcess(worker).remove(false).found());
            assertEquals(List.of(), onlyProcess(stranger).remove(false).found());
            assertTrue(worker.incarnation.isAlive());
        }
    }

    /** A /proc with one process in it, so that orphans of other runs on the machine stay out of the test. */
    private Leftovers onlyProcess(Bystander bystander) throws IOException {
        Path proc = Files.createTempDirectory(temporary, "proc");
        Path link = proc.resolve(Long.toString(bystander.process.pid()));
        Files.createDirectory(link);
        byte[] commandLine = Files.readAllBytes(Path.of("/proc/" + bystander.process.pid() + "/cmdline"));
        Files.write(link.resolve("cmdline"), commandLine);
        return new Leftovers(proc, List.of(objects, disk), List.of());
    }

    @Test
    void objectOfADeadOwnerIsRemoved() throws IOException {
        SegmentName name = new SegmentName(runId, Bystander.dead().pid(), "1");
        Path file = Files.write(objects.resolve(name.fileName()), new byte[100]);
        Leftover expected = new Leftover.SharedObject(name, name.fileName(), UserId.inodeOf(file), 100);
        assertEquals(List.of(expected), leftovers.remove(true).found());
        assertTrue(Files.exists(file), "a dry run only tells");
        assertEquals(new Leftovers.Removal(List.of(expected), List.of()), leftovers.remove(false));
        assertFalse(Files.exists(file));
    }

    @Test
    void filesOfADeadOwnersTrialAreRemovedAndLinksNotFollowed() throws IOException {
        Path kept = Files.createFile(temporary.resolve("kept"));
        String name = new SegmentName(runId, Bystander.dead().pid(), "1.files").fileName();
        Path files = Files.createDirectories(objects.resolve(name).resolve("7"));
        Files.createFile(files.resolve("lock"));
        Files.createSymbolicLink(files.resolve("link"), temporary);
        assertEquals(1, leftovers.remove(false).found().size());
        assertFalse(Files.exists(objects.resolve(name)));
        assertTrue(Files.exists(kept));
    }

    @Test
    void directoryOnDiskOfADeadOwnerIsRemovedToo() throws IOException {
        String name = new SegmentName(runId, Bystander.dead().pid(), "native.files").fileName();
        Files.createFile(Files.createDirectory(disk.resolve(name)).resolve("program"));
        assertEquals(1, leftovers.remove(false).found().size());
        assertFalse(Files.exists(disk.resolve(name)));
    }

    @Test
    void semaphoreOfADeadOwnerIsRemovedAndTheMemoryOfALiveOneKept() throws IOException {
        SegmentName name = new SegmentName(runId, Bystander.dead().pid(), "s1");
        Path semaphore = Files.createFile(objects.resolve("sem." + name.fileName()));
        Path alive = Files.createFile(objects.resolve("sem." + new SegmentName(runId, self.pid(), "s1").fileName()));
        assertEquals(
                List.of("semaphore " + name + ", 0 bytes"),
                leftovers.remove(false).found().stream().map(Leftover::describe).toList());
        assertFalse(Files.exists(semaphore));
        assertTrue(Files.exists(alive));
    }

    @Test
    void objectOfALiveOwnerAndForeignFilesAreLeftAlone() throws IOException {
        Files.createFile(objects.resolve(new SegmentName(runId, self.pid(), "1").fileName()));
        Files.createFile(objects.resolve("sem.shmstress-x"));
        Files.createFile(objects.resolve("shmstress-notes.txt"));
        Files.createDirectory(
                objects.resolve(new SegmentName(runId, Bystander.dead().pid(), "2").fileName()));
        assertEquals(List.of(), leftovers.remove(false).found());
    }

    @Test
    void headerTellsThatThePidWasReused() throws IOException {
        writeHeader(self.startTicks() - 1, Incarnation.pidNamespace("self"));
        assertEquals(1, leftovers.find().size());
    }

    @Test
    void headerOfThisVeryProcessProtects() throws IOException {
        writeHeader(self.startTicks(), Incarnation.pidNamespace("self"));
        assertEquals(List.of(), leftovers.find());
    }

    @Test
    void ownerInAnotherPidNamespaceIsNotOursToJudge() throws IOException {
        writeHeader(self.startTicks() - 1, Incarnation.pidNamespace("self") + 1);
        assertEquals(List.of(), leftovers.find());
    }

    private void writeHeader(long ownerStart, long namespace) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(4_096).order(ByteOrder.nativeOrder());
        header.putLong(0, Header.MAGIC).putInt(Header.LAYOUT_VERSION, Layout.VERSION);
        header.putLong(Header.OWNER_PID, self.pid()).putLong(Header.OWNER_START, ownerStart);
        header.putLong(Header.OWNER_NAMESPACE, namespace);
        Files.write(objects.resolve(new SegmentName(runId, self.pid(), "1").fileName()), header.array());
    }

    @Test
    void manifestOfADeadRunGoesWithItsObjects() throws IOException {
        Incarnation dead = Bystander.dead();
        SegmentName name = new SegmentName(runId, dead.pid(), "1");
        Path file = Files.createFile(objects.resolve(name.fileName()));
        long inode = UserId.inodeOf(file);
        Path manifest = writeManifest(dead, "plan " + name.fileName(), "made " + name.fileName() + " " + inode);
        Leftovers.Removal removal = leftovers.remove(false);
        Leftover object = new Leftover.SharedObject(name, name.fileName(), inode, 0);
        assertEquals(List.of(object, new Leftover.ManifestFile(manifest)), removal.found());
        assertFalse(Files.exists(file));
        assertFalse(Files.exists(manifest));
    }

    @Test
    void manifestKilledInTheMiddleOfALineIsStillUnderstood() throws IOException {
        Incarnation dead = Bystander.dead();
        Path manifest = writeManifest(dead, "plan x");
        Files.writeString(manifest, "made sh", StandardOpenOption.APPEND);
        Path empty = Files.createFile(manifests.resolve(SegmentName.runText(runId) + "-" + self.pid()));
        assertEquals(
                List.of(new Leftover.ManifestFile(manifest)),
                leftovers.remove(false).found());
        assertTrue(Files.exists(empty), "its writer lives and has not come to the first line");
    }

    @Test
    void objectThatTookTheNameOfAListedOneIsLeftAlone() throws IOException {
        Incarnation dead = Bystander.dead();
        SegmentName name = new SegmentName(runId, dead.pid(), "1");
        Path file = Files.createFile(objects.resolve(name.fileName()));
        writeManifest(dead, "made " + name.fileName() + " " + (UserId.inodeOf(file) + 1));
        leftovers.remove(false);
        assertTrue(Files.exists(file));
    }

    @Test
    void manifestOfALiveRunAndForeignFilesAreLeftAlone() throws IOException {
        try (Manifest live = Manifest.openIn(manifests, runId)) {
            Files.writeString(manifests.resolve("notes.txt"), "mine");
            assertEquals(new Leftovers.Removal(List.of(), List.of()), leftovers.remove(false));
            assertTrue(Files.exists(live.file()));
        }
    }

    private Path writeManifest(Incarnation owner, String... lines) throws IOException {
        Path file = manifests.resolve(SegmentName.runText(runId) + "-" + owner.pid());
        String head = Manifest.FIRST_LINE + "\nowner " + owner.pid() + " " + owner.startTicks() + " "
                + Incarnation.pidNamespace("self") + " " + UserId.own() + "\n";
        return Files.writeString(file, head + String.join("\n", lines) + "\n");
    }
}
