package org.shmstress.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports of records with a million recorded operations, drawn by a JVM whose heap could not hold them. With
 * {@code -Dshmstress.operations=10000000} it is ten million.
 */
@Timeout(600)
class LargeRecordIT {
    private static final int OPERATIONS = Integer.getInteger("shmstress.operations", 1_000_000);
    private static final long MOST_REPORT_BYTES = 3_000_000;

    @TempDir
    private Path directory;

    /** Draws it with little heap; gives how many operations were held. */
    private long drawn(int trials) throws IOException, InterruptedException {
        LargeRecord.write(directory, trials, OPERATIONS / trials);
        Path run = directory.resolve("large");
        Path output = directory.resolve("output");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeRecord.class.getName(),
                        run.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exitCode = child.waitFor();
        String said = Files.readString(output, UTF_8).strip();
        assertEquals(0, exitCode, said);
        return Long.parseLong(said.replaceFirst("held ", ""));
    }

    private long reportBytes() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("large/report"))) {
            return files.mapToLong(LargeRecordIT::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(String part) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("large/report"))) {
            Path page = files.filter(f -> f.getFileName().toString().startsWith(part))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(page);
        }
    }

    @Test
    void oneFindingOfAllIsDrawnInPartAndSaysSo() throws Exception {
        assertTrue(drawn(1) <= 100_000);
        assertTrue(reportBytes() < MOST_REPORT_BYTES, "bytes: " + reportBytes());
        String said = (OPERATIONS - 100_000) + " operations more, which the record has";
        assertTrue(page("s-large").contains(said), said);
    }

    @Test
    void manyFindingsAreDrawnInPart() throws Exception {
        assertTrue(drawn(100) <= 310_000);
        assertTrue(reportBytes() < 2 * MOST_REPORT_BYTES, "bytes: " + reportBytes());
    }
}
