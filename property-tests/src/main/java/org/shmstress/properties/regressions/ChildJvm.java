package org.shmstress.properties.regressions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.plan.Jvm;

/**
 * How a child JVM came out.
 *
 * @param worked whether it did what it was asked for
 * @param output what it and its JVM printed
 */
record ChildJvm(boolean worked, String output) {

    private static final long BOUND_SECONDS = 60;

    /** Whether the JVM itself complained. */
    boolean warned() {
        return output.contains("WARNING:");
    }

    /** Runs {@link ChildMain} on a JDK, with flags; it is gone afterwards, whatever happens. */
    static ChildJvm run(Jvm jvm, String what, String... flags) {
        List<String> command =
                new ArrayList<>(List.of(jvm.java().toString(), "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName(), what));
        try {
            Path log = Files.createTempFile("shmstress-child", ".log");
            try {
                return finish(
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(log.toFile())
                                .start(),
                        log);
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new HarnessException("cannot run " + command.get(0), e);
        }
    }

    private static ChildJvm finish(Process child, Path log) throws IOException {
        try {
            if (!child.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                throw new HarnessException("a child JVM did not end within " + BOUND_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while a child JVM ran", e);
        } finally {
            child.destroyForcibly();
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        return new ChildJvm(child.exitValue() == 0 && output.lines().anyMatch(ChildMain.WORKED::equals), output);
    }
}
