package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.plan.Jit;
import org.shmstress.plan.JitMode;
import org.shmstress.plan.Jvm;
import org.shmstress.segment.AccessPath;

/** On each JDK found here. */
class ClassArchiveIT {

    private final List<Jvm> jvms = JvmProbe.installed().defaults();

    @TempDir
    Path directory;

    private Path archives;
    private WorkerHost host;

    /** Jars of our own, since these tests make them look newer. */
    @BeforeEach
    void copyJars() throws IOException {
        archives = directory.resolve("archives");
        WorkerHost usual = WorkerHost.of(Files.createDirectories(directory.resolve("workers")), WorkerHost.tag("test"));
        List<Path> jars = new ArrayList<>();
        for (Path jar : usual.classPath()) {
            assertTrue(Files.isRegularFile(jar), jar + " must be packaged first");
            jars.add(Files.copy(jar, directory.resolve(jar.getFileName())));
        }
        host = new WorkerHost(usual.workersDirectory(), usual.runTag(), usual.mainClass(), jars, usual.deathSignal());
    }

    @Test
    void isMadeOnceAndThenUsedInEveryJitMode() throws IOException {
        assertEquals(Set.of(), mappedByWorkers());
        Set<String> made = files(archives);
        assertEquals(jvms.size(), made.size(), made.toString());
        List<FileTime> times = times();
        assertEquals(made, mappedByWorkers(JitMode.values()));
        assertEquals(made, files(archives));
        assertEquals(times, times());
        assertEquals(Set.of(), files(host.workersDirectory()), "neither lists nor logs");
    }

    @Test
    void isLeftAloneWithoutAWordWhereItIsDamaged() throws IOException {
        mappedByWorkers();
        for (String name : files(archives)) {
            byte[] damaged = Files.readAllBytes(archives.resolve(name));
            Files.delete(archives.resolve(name));
            Arrays.fill(damaged, 0, 2048, (byte) 'x');
            Files.write(archives.resolve(name), damaged);
        }
        assertEquals(Set.of(), mappedByWorkers());
        for (String name : files(archives)) {
            Path archive = archives.resolve(name);
            Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 100));
        }
        assertEquals(Set.of(), mappedByWorkers());
        assertEquals(Set.of(), files(host.workersDirectory()));
    }

    @Test
    void replacesThatOfTheSameJarsInAnOlderState() throws IOException {
        mappedByWorkers();
        Set<String> first = files(archives);
        Path abandoned = archives.resolve(first.iterator().next().replaceAll("-.*", "-1.draft"));
        Files.setLastModifiedTime(
                Files.createFile(abandoned), FileTime.from(Instant.now().minusSeconds(100_000)));
        for (Path jar : host.classPath()) {
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(5_000)));
        }
        assertEquals(Set.of(), mappedByWorkers());
        Set<String> second = files(archives);
        assertEquals(first.size(), second.size(), second.toString());
        assertNotEquals(first, second);
        assertEquals(second, mappedByWorkers());
    }

    @Test
    void isNotAskedForWhereItCannotBeKept() throws IOException {
        archives = Files.createFile(directory.resolve("file")).resolve("archives");
        assertEquals(Set.of(), mappedByWorkers());
        assertEquals(Set.of(), files(host.workersDirectory()));
        assertEquals(
                List.of(),
                new ClassArchives(host, Optional.of(archives)).next(jvms.get(0)).flags());
    }

    @Test
    void isNotAskedForWithClassesInDirectories() throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes.jar"));
        List<Path> path =
                Stream.concat(host.classPath().stream(), Stream.of(classes)).toList();
        WorkerHost mixed = new WorkerHost(host.workersDirectory(), host.runTag(), host.mainClass(), path, false);
        assertEquals(
                List.of(),
                new ClassArchives(mixed, Optional.of(archives))
                        .next(jvms.get(0))
                        .flags());
    }

    @Test
    void leavesNothingWhereItCannotBeMade() throws IOException {
        ClassArchives broken = new ClassArchives(host, Optional.of(archives));
        Jvm absent = jvms.get(0);
        ClassArchives.Start start = broken.next(absent);
        Files.writeString(start.list().orElseThrow(), "@no such thing\n# and no classes\nno/such/Class source: here\n");
        broken.ended(absent, start);
        assertEquals(List.of(), broken.make());
        assertEquals(Set.of(), files(archives));
    }

    /** Starts one worker per JDK and mode (tiered alone where none is named), ends them, has missing archives made; names of the archives that they had mapped. */
    private Set<String> mappedByWorkers(JitMode... modes) throws IOException {
        Set<String> mapped = new TreeSet<>();
        try (WorkerPool pool = new WorkerPool(host, 0, life -> {}, Optional.of(archives))) {
            try (WorkerPool.Lease lease =
                    pool.lease(specs(modes.length == 0 ? new JitMode[] {JitMode.TIERED} : modes))) {
                List<Set<String>> each = new ArrayList<>();
                for (WorkerProcess worker : lease.workers()) {
                    each.add(mapped(worker));
                    assertFalse(Files.exists(host.logFile(worker.pid())), worker.describe());
                }
                each.forEach(mapped::addAll);
                assertTrue(each.stream().noneMatch(Set::isEmpty) || mapped.isEmpty(), each.toString());
            }
            pool.close();
            assertEquals(List.of(), pool.makeArchives());
        }
        return mapped;
    }

    private Set<String> mapped(WorkerProcess worker) throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/" + worker.pid() + "/maps"))) {
            return maps.filter(line -> line.contains(archives + "/"))
                    .map(line -> line.substring(line.lastIndexOf('/') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private List<WorkerSpec> specs(JitMode... modes) {
        List<WorkerSpec> kinds = new ArrayList<>();
        for (Jvm jvm : jvms) {
            for (JitMode mode : modes) {
                kinds.add(
                        new WorkerSpec(jvm, AccessPath.BYTE_BUFFER, new Jit(mode, mode == JitMode.C2_STRESS ? 77 : 0)));
            }
        }
        return kinds;
    }

    private List<FileTime> times() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (String name : files(archives)) {
            times.add(Files.getLastModifiedTime(archives.resolve(name)));
        }
        return times;
    }

    private static Set<String> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
