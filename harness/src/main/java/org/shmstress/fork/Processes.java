package org.shmstress.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Short helper programs, run to their end within a bound. */
final class Processes {

    /** Variables by which a user's shell would change what a child JVM does. */
    private static final Set<String> JVM_VARIABLES =
            Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTIONS", "CLASSPATH");

    private static final int MAX_COMMAND_CHARS = 100;

    private Processes() {}

    /**
     * How a helper program ended.
     *
     * @param exitCode its exit code
     * @param output what it wrote to stdout and stderr
     */
    record Outcome(int exitCode, String output) {
        String firstLine() {
            return output.strip().lines().findFirst().orElse("no output");
        }
    }

    /**
     * Runs a program to its end. Its output is read afterwards, so it must fit into a pipe (64 KiB); a program that writes
     * more counts as one that does not end.
     *
     * @throws IOException if it cannot be started, or has not ended in time and was killed
     */
    static Outcome run(List<String> command, Duration bound) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        clearJvmVariables(builder.environment());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(shortened(command) + " has not ended after " + bound.toSeconds() + " s");
            }
            byte[] output = process.getInputStream().readAllBytes();
            return new Outcome(process.exitValue(), new String(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + String.join(" ", command), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String shortened(List<String> command) {
        String line = String.join(" ", command);
        return line.length() <= MAX_COMMAND_CHARS ? line : line.substring(0, MAX_COMMAND_CHARS) + "…";
    }

    /** Removes what would change a child JVM behind our back. */
    static void clearJvmVariables(Map<String, String> environment) {
        environment.keySet().removeAll(JVM_VARIABLES);
    }
}
