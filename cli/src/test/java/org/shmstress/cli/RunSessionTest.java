package org.shmstress.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.Entry;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** What follows from a run that has ended, where some of it cannot be written. */
class RunSessionTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private final Attempts attempts = new Attempts(new PrintWriter(err, true));

    @TempDir
    private Path directory;

    private static RunRecord record(Grade grade, int exitCode) {
        return RunRecord.of(List.of(
                new Entry.RunStarted(
                        Entry.SCHEMA_VERSION, "r", "2026-01-01T00:00:00Z", "0.1.0", List.of("run"), "quick", 1, 1),
                new Entry.ScenarioPlanned("mutex/Lock", "object", "title", "", List.of(), List.of(), Set.of(), false),
                new Entry.ScenarioFinished("mutex/Lock", grade, "as seen", 1, 10, 1),
                new Entry.RunFinished(grade, exitCode, "as seen", Map.of(grade, 1), 1, 1, 1, false, List.of())));
    }

    private int tell(Grade grade, int exitCode, Optional<Path> junitXml) {
        Map<String, String> step = Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_STEP_SUMMARY",
                directory.resolve("summary.md").toString());
        new RunSession(record(grade, exitCode), directory, false, attempts)
                .tell(junitXml, new GitHubActions(step), new PrintStream(out, true, UTF_8));
        return attempts.exitCode(exitCode);
    }

    /** No file can be made below a file, whoever asks. */
    private Optional<Path> unwritable() throws IOException {
        return Optional.of(Files.writeString(directory.resolve("file"), "").resolve("junit.xml"));
    }

    @Test
    void aDefectStaysADefectAndAllElseIsWritten() throws IOException {
        assertEquals(1, tell(Grade.FAILED, 1, unwritable()));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("shmstress: cannot write "), err.toString());
        assertTrue(Files.exists(directory.resolve("junit.xml")));
        assertTrue(Files.exists(directory.resolve("summary.md")));
        assertTrue(Files.exists(directory.resolve("report/index.html")));
        assertTrue(out.toString(UTF_8).contains("::error title=FAILED mutex/Lock::"), out.toString(UTF_8));
        assertTrue(out.toString(UTF_8).contains("report: "), out.toString(UTF_8));
    }

    @Test
    void whatWasNotWrittenIsTroubleOfARunThatPassed() throws IOException {
        assertEquals(70, tell(Grade.PASSED, 0, unwritable()));
        assertTrue(Files.exists(directory.resolve("junit.xml")));
    }

    @Test
    void allThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(directory.resolve("report"), "in the way");
        Files.createDirectories(directory.resolve("junit.xml"));
        assertEquals(1, tell(Grade.FAILED, 1, unwritable()));
        assertEquals(3, err.toString().lines().count(), err.toString());
        assertTrue(Files.exists(directory.resolve("summary.md")));
        assertFalse(out.toString(UTF_8).contains("report: "), out.toString(UTF_8));
    }

    @Test
    void whereAllIsWrittenTheExitCodeIsTheRuns() {
        assertEquals(0, tell(Grade.PASSED, 0, Optional.empty()));
        assertEquals("", err.toString());
    }
}
