package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.MemoryFiles;
import org.shmstress.posix.SharedMemory;

/** Plants a leak of each kind, and sees it named once. */
final class TrialAuditTest {

    private static final TrialAudit.Workers NOBODY = new TrialAudit.Workers(Set.of(), List.of(), List.of());

    /** This very process in the place of a worker that waits for its next trial. */
    private static final TrialAudit.Workers THIS_PROCESS_WAITS =
            NOBODY.and(List.of(ProcessHandle.current().pid()));

    @TempDir
    Path directory;

    private Scratch scratch;
    private final List<Path> names = new ArrayList<>();
    private TrialAudit audit;
    private TrialAudit hastyAudit;

    @BeforeEach
    void begin() {
        scratch = new Scratch(directory);
        audit = new TrialAudit(scratch.runId);
        hastyAudit = new TrialAudit(scratch.runId, Duration.ofMillis(50));
    }

    @Test
    void nameIsTheHarnessesDoingAndToldWithTheMemoryItKeeps() throws IOException {
        Path file = made(String.valueOf(scratch.nextName().path().getFileName()));
        Files.write(file, new byte[5000]);
        Leak leak = only(audit.afterTrial(NOBODY));
        assertEquals(
                new Leak(true, "name /" + file.getFileName() + " still exists, with 8192 bytes in use"),
                leak,
                leak::words);
        assertEquals(List.of(), audit.afterTrial(NOBODY), "told once");
    }

    @Test
    void nameWithAWorkersIdIsTheDoingOfWhatWasTried() throws IOException {
        long worker = ProcessHandle.current().pid();
        Path file = made("sem.shmstress-test-" + worker + "-0");
        made("sem.shmstress-test-1" + worker);
        Leak leak = only(audit.afterTrial(new TrialAudit.Workers(Set.of(worker), List.of(), List.of(worker))));
        assertEquals(new Leak(false, "name /" + file.getFileName() + " still exists"), leak);
    }

    private Path made(String name) throws IOException {
        Path file = Files.createFile(SharedMemory.DIRECTORY.resolve(name));
        names.add(file);
        return file;
    }

    @AfterEach
    void removeNames() throws IOException {
        for (Path name : names) {
            Files.deleteIfExists(name);
        }
    }

    @Test
    void descriptorIsNamed() {
        SegmentName name = scratch.nextName();
        int fd = SharedMemory.create(name.posixName());
        SharedMemory.unlink(name.posixName());
        Leak leak = only(audit.afterTrial(NOBODY));
        assertEquals(new Leak(true, "descriptor " + fd + " of " + name.path() + " (deleted) is open"), leak);
        Descriptors.close(fd);
    }

    @Test
    void mappingIsNamed() {
        Segment segment = scratch.create();
        segment.unlink();
        Leak leak = only(audit.afterTrial(NOBODY));
        assertTrue(leak.ofHarness() && leak.words().startsWith("mapping at 0x"), leak::words);
        segment.close();
        assertEquals(List.of(), audit.afterTrial(NOBODY));
    }

    @Test
    void whatAWaitingWorkerHoldsOfTheRunIsTheHarnessesDoingAndAnythingElseIsNot() {
        Segment segment = scratch.create();
        segment.unlink();
        audit.afterTrial(NOBODY);
        int fd = MemoryFiles.create("shmstress-test", false);
        List<Leak> leaks = audit.afterTrial(THIS_PROCESS_WAITS);
        assertTrue(
                leaks.stream().anyMatch(l -> l.ofHarness() && l.words().contains(": mapping at 0x")), leaks::toString);
        assertTrue(
                leaks.stream().anyMatch(l -> !l.ofHarness() && l.words().contains(": descriptor " + fd + " of ")),
                leaks::toString);
        Descriptors.close(fd);
        segment.close();
        assertEquals(List.of(), audit.afterTrial(THIS_PROCESS_WAITS));
    }

    @Test
    void processThatThePoolDoesNotKnowIsTheHarnessesDoing() throws IOException {
        try (Bystander child = new Bystander()) {
            long pid = child.process.pid();
            assertTrue(
                    hastyAudit.afterTrial(NOBODY).stream()
                            .anyMatch(l -> l.ofHarness() && l.words().startsWith("child process " + pid + " lives")),
                    "not told");
            assertTrue(
                    hastyAudit.afterTrial(new TrialAudit.Workers(Set.of(pid), List.of(), List.of())).stream()
                            .noneMatch(l -> l.words().contains(" " + pid + " ")),
                    "a worker of the pool");
        }
    }

    @Test
    void processThatAWaitingWorkerStartedIsTheDoingOfWhatWasTried() throws IOException {
        try (Bystander child = new Bystander()) {
            long pid = child.process.pid();
            TrialAudit.Workers workers = new TrialAudit.Workers(
                    Set.of(pid, ProcessHandle.current().pid()),
                    List.of(ProcessHandle.current().pid()),
                    List.of());
            List<Leak> leaks = hastyAudit.afterTrial(workers);
            assertTrue(
                    leaks.stream().anyMatch(l -> !l.ofHarness() && l.words().contains(", " + pid + " lives: ")),
                    leaks::toString);
        }
    }

    private static Leak only(List<Leak> leaks) {
        assertEquals(1, leaks.size(), leaks.toString());
        return leaks.get(0);
    }
}
