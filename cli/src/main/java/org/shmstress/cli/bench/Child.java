package org.shmstress.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.run.Interruption;

/** Programs that are measured or that the peer needs: each is run to its end, and never outlives the bench. */
final class Child {
    private static final long POLL_MILLIS = 50;

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
     * @param startNanos when it was started
     * @param nanos from its start to its end
     */
    record Ended(List<String> output, long startNanos, long nanos) {}

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param name of its logs
     * @param goodExit the largest exit code that is good
     * @throws HarnessException if it ends otherwise, takes longer than the bound, or the bench is interrupted
     */
    Ended run(String name, List<String> command, Duration bound, int goodExit) {
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(JVM_VARIABLES);
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            int exit = await(process, name, start + bound.toNanos());
            long nanos = System.nanoTime() - start;
            List<String> lines = Files.readAllLines(out);
            if (exit > goodExit) {
                throw new HarnessException(name + " ended with " + exit + ": "
                        + lastLine(Files.readAllLines(err), lines) + " (see " + err + ")");
            }
            return new Ended(lines, start, nanos);
        } catch (IOException e) {
            throw new HarnessException("cannot run " + command.get(0) + " for " + name + ": " + e.getMessage(), e);
        }
    }

    private int await(Process process, String name, long deadline) {
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (interruption.happened()) {
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
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String lastLine(List<String> err, List<String> out) {
        List<String> told = err.isEmpty() ? out : err;
        return told.isEmpty() ? "it said nothing" : told.get(told.size() - 1);
    }
}
