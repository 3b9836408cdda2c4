package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that starts when first asked about. */
final class Started {
    private static final long PATIENCE_SECONDS = 120;

    private final List<String> command;
    private final ProcessBuilder builder;
    private final Path outputs;
    private Path out;
    private Path err;
    private Process process;

    /** How it ended. */
    record Outcome(int exitCode, String out, String err) {}

    /**
     * @param directory where it runs
     * @param outputs where its output is kept
     */
    Started(List<String> command, Path directory, Path outputs) {
        this.outputs = outputs;
        this.command = new ArrayList<>(command);
        this.builder = new ProcessBuilder().directory(directory.toFile());
    }

    Started with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    Started without(String variable) {
        builder.environment().remove(variable);
        return this;
    }

    /** Runs it by another command. */
    Started under(String... prefix) {
        command.addAll(0, List.of(prefix));
        return this;
    }

    long pid() throws IOException {
        return running().pid();
    }

    void awaitErr(String text) throws IOException {
        Process started = running();
        LauncherFixture.await("'" + text + "'", () -> read(err).contains(text) || !started.isAlive());
        assertTrue(read(err).contains(text), read(err));
    }

    Outcome outcome() throws IOException, InterruptedException {
        Process started = running();
        if (!started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            started.destroyForcibly();
        }
        return new Outcome(started.waitFor(), read(out), read(err));
    }

    private Process running() throws IOException {
        if (process == null) {
            out = Files.createTempFile(outputs, "launcher", ".out");
            err = Files.createTempFile(outputs, "launcher", ".err");
            process = builder.command(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        }
        return process;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
