package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.Main;
import org.shmstress.tests.atomicity.GetAndAddInt;

/** A bundled test is a plain jcstress class: stock jcstress runs it between threads, its slices in direct buffers. */
class StockJcstressIT {

    private static final long TIMEOUT_MINUTES = 5;
    private static final Pattern RESULTS = Pattern.compile(
            "Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs");

    @TempDir
    Path directory;

    @Test
    void stockJcstressRunsTheSameClass() throws IOException, InterruptedException {
        String name = GetAndAddInt.class.getName();
        String output =
                run("-t", "^" + Pattern.quote(name) + "$", "-m", "quick", "-sc", "false", "-f", "1", "-fsm", "1");
        List<MatchResult> tallies = RESULTS.matcher(output).results().toList();
        assertFalse(tallies.isEmpty(), output);
        MatchResult last = tallies.get(tallies.size() - 1);
        assertEquals(last.group(1), last.group(2), output);
        assertTrue(Integer.parseInt(last.group(2)) > 0, output);
        String report = Files.readString(directory.resolve("report").resolve(name + ".html"));
        assertTrue(report.contains("Both increments counted."), report);
    }

    private String run(String... options) throws IOException, InterruptedException {
        Path log = directory.resolve("output.txt");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-iters", "1", "-time", "50", "-jvmArgs", "-XX:-UsePerfData", "-r", "report" + File.separator));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(
                    process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES), () -> "no end of stock jcstress; " + read(log));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return read(log);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
