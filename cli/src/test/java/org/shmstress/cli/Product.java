package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;

/**
 * The assembled product, started as the launcher starts it.
 *
 * @param directory an empty directory to run in
 */
record Product(Path directory) {

    private static final Path DIST = Path.of("target", "dist").toAbsolutePath();

    /** The command with these arguments. */
    Started start(String... arguments) {
        return new Started(command(arguments), directory, directory);
    }

    /** The same with a terminal of its own, of which all that is shown is the output. */
    Started startOnATerminal(String... arguments) {
        String command = String.join(" ", command(arguments));
        return new Started(List.of("script", "-q", "-e", "-c", command, "/dev/null"), directory, directory);
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                DIST.resolve("lib") + "/*:" + DIST.resolve("workers") + "/*",
                "org.shmstress.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts and waits for the end. */
    Started.Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).outcome();
    }

    /** The directory that {@code --out} is given. */
    Path out() {
        return directory.resolve("out");
    }

    /** The record of the run in {@link #out}. */
    RunRecord record() {
        return RecordReader.read(out());
    }

    /** Copies the jars of the distribution into another one. */
    static void copyJars(Path lib, Path workers) throws IOException {
        for (Path target : List.of(lib, workers)) {
            try (Stream<Path> jars = Files.list(DIST.resolve(target.getFileName()))) {
                for (Path jar : jars.toList()) {
                    Files.copy(jar, target.resolve(jar.getFileName()));
                }
            }
        }
    }

    /** Names below the shared-memory file system that the runs of this process's children own. */
    static List<String> sharedMemoryOf(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.startsWith("shmstress-") && name.contains("-" + pid + "-"))
                    .toList();
        }
    }

    /** Worker processes that the run of this parent started, dead parent or not. */
    static List<Long> workersOf(long parent) {
        return ProcessHandle.allProcesses()
                .filter(p -> commandLine(p.pid()).contains(":" + parent + ":"))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            String text = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            return text.contains("-Dshmstress.run=") ? text.replace('\0', ' ') : "";
        } catch (IOException e) {
            return ""; // it has ended meanwhile
        }
    }

    /** Asserts that nothing of the run by this parent is left, waiting for processes that are about to end. */
    static void assertNothingLeft(long parent) throws IOException {
        LauncherFixture.await(
                "the end of all workers of " + parent, () -> workersOf(parent).isEmpty());
        assertTrue(sharedMemoryOf(parent).isEmpty(), () -> "left in /dev/shm by " + parent);
    }
}
