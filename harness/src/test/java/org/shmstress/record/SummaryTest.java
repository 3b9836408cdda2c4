package org.shmstress.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryTest {
    @TempDir
    Path directory;

    private JsonNode written() {
        Path file = Summary.write(directory, RunRecord.of(RecordFixtures.everyEntry()));
        return new JsonMapper().readTree(file.toFile());
    }

    @Test
    void hasTheAgreedFields() {
        JsonNode summary = written();
        assertEquals(
                List.of(
                        "schemaVersion",
                        "runId",
                        "verdict",
                        "exitCode",
                        "reason",
                        "seed",
                        "counts",
                        "scenarios",
                        "environment",
                        "samplesPerSecond",
                        "trials",
                        "workerStarts",
                        "coverage",
                        "quarantined"),
                List.copyOf(summary.propertyNames()));
        assertEquals("PASSED", summary.path("verdict").stringValue());
        assertEquals(Long.MIN_VALUE, summary.path("seed").longValue());
        assertEquals(
                List.of("kernel", "libc", "cpu", "jdks"),
                List.copyOf(summary.path("environment").propertyNames()));
        assertEquals(
                List.of("id", "grade", "samples", "seconds", "reason"),
                List.copyOf(summary.path("scenarios").path(0).propertyNames()));
    }

    /** Counts that have a failure beside an exit code of 0 would puzzle who reads only this. */
    @Test
    void tellsWhatDecidedNothing() {
        assertEquals("sync/Ring", written().path("quarantined").path(0).stringValue());
    }

    @Test
    void tellsWhatTheTrialsCoverNotWhatWasPlanned() {
        JsonNode coverage = written().path("coverage");
        assertEquals(
                List.of("possible", "covered", "missing", "scenarios", "scenariosComplete"),
                List.copyOf(coverage.propertyNames()));
        assertEquals(7, coverage.path("covered").intValue());
    }

    @Test
    void countsEveryGradeEvenAtZero() {
        JsonNode counts = written().path("counts");
        assertEquals(6, counts.size());
        assertEquals(1, counts.path("PASSED").intValue());
        assertEquals(0, counts.path("FAILED").intValue());
    }

    @Test
    void leavesOutMutantsThatRanAsCalibration() {
        JsonNode scenarios = written().path("scenarios");
        assertEquals(1, scenarios.size());
        assertEquals("ordering/StoreBuffering", scenarios.path(0).path("id").stringValue());
    }

    @Test
    void leavesNothingBesideTheSummary() throws IOException {
        written();
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of("summary.json"),
                    files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void partialRecordHasNoSummary() {
        RunRecord partial = RunRecord.of(List.of(RecordFixtures.started()));
        HarnessException refused = assertThrows(HarnessException.class, () -> Summary.of(partial));
        assertTrue(refused.getMessage().contains("never finished"));
    }
}
