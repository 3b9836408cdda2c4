package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.RecordReader;

/** A report is an artefact that CI keeps: all of it together stays small. */
class ReportSizeTest {

    private static final long MEGABYTE = 1_000_000;

    @TempDir
    Path run;

    @Test
    void reportOfADefaultRunStaysBelowThreeMegabytes() throws IOException {
        DefaultRun.writeTo(run);
        assertEquals(DefaultRun.SCENARIOS, RecordReader.read(run).counted().size());
        HtmlReport.write(run);
        Map<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.list(run.resolve("report"))) {
            files.forEach(file -> bytes.merge(kind(file.getFileName().toString()), size(file), Long::sum));
        }
        long all = bytes.values().stream().mapToLong(Long::longValue).sum();
        assertTrue(all < 3 * MEGABYTE, all + " bytes: " + bytes);
    }

    private static String kind(String file) {
        return file.startsWith("s-") ? "pages of scenarios" : file;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
