package org.shmstress.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.run.Interruption;

/**
 * Programs that are measured or that the peer needs; none outlives the bench. A Ctrl-C reaches the whole foreground process group: they
 * ignore it, so that it is the bench alone that ends them, and it is not told of as their failure.
 */
final class Child {
    private static final long POLL_MILLIS = 100;
    private static final long LEAVE_SECONDS = 15;
    private static final String PREPARE = "trap '' INT HUP; exec \"$@\"";

    /** Variables by which a user's shell would change what a JVM does. */
    private static final List<String> JVM_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTIONS", "CLASSPATH");

    private final Path directory;
    private final Interruption interruption;

    /**
     * @param directory where children run and leave their logs
     * @param interruption ends them early
     */
    Child(Path directory, Interruption interruption) {
        this.directory = directory;
        this.interruption = interruption;
    }

    /**
     * How a child ended.
     *
     * @param output what it wrote to its standard output
     * @param nanos from its start to its end
     */
    record Ended(List<String> output, long nanos) {}

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param name of its logs
     * @throws HarnessException if it ends otherwise, takes longer than the bound, or the bench is interrupted
     */
    Ended run(String name, List<String> command, Duration bound) {
        Path out = directory.resolve(name + ".out");
        long start = System.nanoTime();
        Process process = start(name, command, ProcessBuilder.Redirect.to(out.toFile()));
        int exit = await(process, name, start + bound.toNanos());
        long nanos = System.nanoTime() - start;
        if (exit != 0) {
            throw new HarnessException(name + " ended with " + exit + ": " + lastWords(name));
        }
        try {
            return new Ended(Files.readAllLines(out), nanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program that answers lines with lines. */
    Dialogue converse(String name, List<String> command) {
        return new Dialogue(name, start(name, command, ProcessBuilder.Redirect.PIPE));
    }

    private Process start(String name, List<String> command, ProcessBuilder.Redirect out) {
        List<String> prepared = new ArrayList<>(List.of("/bin/sh", "-c", PREPARE, "sh"));
        prepared.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(prepared)
                .directory(directory.toFile())
                .redirectOutput(out)
                .redirectError(log(name).toFile());
        builder.environment().keySet().removeAll(JVM_VARIABLES);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new HarnessException("cannot run " + command.get(0) + " for " + name + ": " + e.getMessage(), e);
        }
    }

    private Path log(String name) {
        return directory.resolve(name + ".err");
    }

    private int await(Process process, String name, long deadline) {
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (interruption.happened()) {
                    leave(process);
                    throw new HarnessException("interrupted");
                }
                if (System.nanoTime() > deadline) {
                    throw new HarnessException(name + " has not ended in its time; its logs are in " + directory);
                }
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        } finally {
            kill(process);
        }
    }

    /** Asks it to end by itself first: a run of ours then removes what it made. */
    private static void leave(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String lastWords(String name) {
        try {
            List<String> err = Files.readAllLines(log(name));
            return (err.isEmpty() ? "it said nothing" : err.get(err.size() - 1)) + " (see " + log(name) + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that lives on and answers. */
    final class Dialogue implements AutoCloseable {
        private final String name;
        private final Process process;
        private final BufferedReader replies;
        private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

        private Dialogue(String name, Process process) {
            this.name = name;
            this.process = process;
            this.replies = process.inputReader(StandardCharsets.UTF_8);
            Thread reader = new Thread(this::read, name + "-reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try {
                for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                    lines.add(Optional.of(line));
                }
            } catch (IOException e) {
                // The bench closes its end when it kills the child; either way there is no more to come.
            } finally {
                lines.add(Optional.empty());
            }
        }

        long pid() {
            return process.pid();
        }

        /** Says a line. A child that has ended is noticed when it does not answer. */
        void say(String line) {
            try {
                process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                lines.add(Optional.empty());
            }
        }

        /**
         * The next lines, up to and with one that begins with this word.
         *
         * @throws HarnessException if it ends before, takes longer than the bound, or the bench is interrupted
         */
        List<String> hear(String lastWord, Duration bound) {
            long deadline = System.nanoTime() + bound.toNanos();
            List<String> heard = new ArrayList<>();
            do {
                heard.add(next(deadline));
            } while (!heard.get(heard.size() - 1).startsWith(lastWord + " "));
            return heard;
        }

        private String next(long deadline) {
            while (System.nanoTime() < deadline) {
                if (interruption.happened()) {
                    throw new HarnessException("interrupted");
                }
                Optional<Optional<String>> line = poll();
                if (line.isPresent()) {
                    return line.get().orElseThrow(() -> new HarnessException(name + " has ended: " + lastWords(name)));
                }
            }
            throw new HarnessException(name + " did not answer in its time; its logs are in " + directory);
        }

        private Optional<Optional<String>> poll() {
            try {
                return Optional.ofNullable(lines.poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HarnessException("interrupted", e);
            }
        }

        @Override
        public void close() {
            kill(process);
        }
    }
}
