package org.shmstress.fork.helper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.MemoryFiles;
import org.shmstress.posix.OpenFlags;

/**
 * The helper's program, compiled from C when it is first needed. It then lies in memory that only a descriptor of this JVM leads
 * to: whatever way this JVM ends, nothing of it is left.
 */
public final class HelperProgram {

    private static final String SOURCE = "/org/shmstress/fork/helper/helper.c";
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
    private static final int COMPILE_SECONDS = 120;

    private HelperProgram() {}

    /** Either a descriptor, or why there is none. */
    private record Made(int descriptor, String reason) {}

    private static final class Once {
        private static final Made MADE = make();
    }

    /** Why it cannot be had here; empty if it can. */
    public static Optional<String> missing() {
        return Optional.of(Once.MADE.reason()).filter(reason -> !reason.isEmpty());
    }

    /** A path under which other processes of this user can execute it, as long as this JVM lives. */
    static String path() {
        missing().ifPresent(reason -> {
            throw new HarnessException("there is no native helper: " + reason);
        });
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + Once.MADE.descriptor();
    }

    private static Made make() {
        try {
            Path directory = Files.createTempDirectory("shmstress-helper-");
            try {
                return compile(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new HarnessException("cannot compile the native helper", e);
        }
    }

    private static Made compile(Path directory) throws IOException {
        String complaints = "";
        for (String compiler : COMPILERS) {
            Path program = directory.resolve("helper");
            complaints += compiler + ": " + complaint(compiler, directory, program) + "; ";
            if (Files.exists(program)) {
                return new Made(inMemory(program), "");
            }
        }
        return new Made(-1, "no C compiler of this machine makes it (" + complaints.strip() + ")");
    }

    /** What the compiler says, which is nothing if all went well. */
    private static String complaint(String compiler, Path directory, Path program) throws IOException {
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        compiler, "-x", "c", "-O1", "-pthread", "-o", program.toString(), "-", "-ldl")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TMPDIR", directory.toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return "there is none";
        }
        try (OutputStream to = process.getOutputStream();
                InputStream source = Objects.requireNonNull(HelperProgram.class.getResourceAsStream(SOURCE))) {
            source.transferTo(to);
        } catch (IOException e) {
            // A compiler that does not read to the end has said why.
        }
        return end(process, log);
    }

    private static String end(Process process, Path log) throws IOException {
        try {
            return process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS)
                    ? Files.readString(log).lines().findFirst().orElse("")
                    : "has not ended after " + COMPILE_SECONDS + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A second, read-only descriptor is kept: what anybody has open for writing cannot be executed. */
    private static int inMemory(Path program) throws IOException {
        int writable = MemoryFiles.create("shmstress-helper", false);
        try {
            Path file = Path.of("/proc/self/fd/" + writable);
            Files.write(file, Files.readAllBytes(program));
            return Descriptors.open(file.toString(), OpenFlags.READ_ONLY, 0);
        } finally {
            Descriptors.close(writable);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
