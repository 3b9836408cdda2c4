package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.Entry;
import org.shmstress.record.RecordWriter;
import org.shmstress.verdict.Grade;

/** Logs and crash files of workers are a click away where they lie beside the record, and never a dead link. */
class WorkerFileLinksTest {

    private static final Pattern LINK = Pattern.compile("href=\"(\\.\\.[^\"]*)\"");

    @TempDir
    Path results;

    private static SampleRun sample() {
        SampleRun sample = SampleRun.begun();
        sample.crashed("atomicity/CompareAndSet");
        return sample;
    }

    private static List<String> links(Path run, String page) throws IOException {
        HtmlReport.write(run);
        return LINK.matcher(Files.readString(run.resolve("report").resolve(page)))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }

    @Test
    void logsAndCrashFilesOfATrialAreLinkedTo() throws IOException {
        Path run = results.resolve("run");
        sample().finished(Grade.FAILED, 1, "failed").writeTo(run);
        SampleRun.leaveFilesOfWorkers(run);
        List<String> links = links(run, "s-atomicity-CompareAndSet.html");
        assertEquals(
                List.of(
                        "../workers/w1-17-unsafe.log",
                        "../workers/w2%2025%23100%25.log",
                        "../workers/hs_err_pid4712.log"),
                links);
        for (String link : links) {
            Path file = Path.of(run.resolve("report/s.html").toUri().resolve(URI.create(link)));
            assertTrue(Files.isRegularFile(file), file.toString());
        }
        assertEquals(
                new TreeSet<>(links.subList(0, 2)), new TreeSet<>(links(run, "timeline.html")), "on the timeline too");
    }

    @Test
    void workerWhoseLifeIsNotRecordedHasItsLogUnderItsPid() throws IOException {
        Path run = results.resolve("killed");
        sample().writeTo(run);
        SampleRun.leaveFilesOfWorkers(run);
        assertEquals(
                List.of("../workers/worker-4711.log", "../workers/worker-4712.log", "../workers/hs_err_pid4712.log"),
                links(run, "s-atomicity-CompareAndSet.html"));
    }

    @Test
    void recordThatWasCopiedAloneHasNoLinksAndKeepsThePaths() throws IOException {
        Path run = results.resolve("copy");
        sample().finished(Grade.FAILED, 1, "failed").writeTo(run);
        assertEquals(List.of(), links(run, "s-atomicity-CompareAndSet.html"));
        String page = Files.readString(run.resolve("report/s-atomicity-CompareAndSet.html"));
        assertTrue(page.contains("crash file workers/hs_err_pid4712.log"), page);
        assertFalse(page.contains("<th>Files"), "an empty column");
        assertEquals(List.of(), links(run, "timeline.html"));
        assertTrue(Files.readString(run.resolve("report/timeline.html")).contains("workers/w1-17-unsafe.log"));
    }

    @Test
    void pathThatLeadsOutOfTheRunIsNotLinkedTo() throws IOException {
        Path run = results.resolve("hostile");
        SampleRun sample = sample();
        Files.createDirectories(run.resolve("workers"));
        Files.writeString(results.resolve("secret.log"), "not of this run");
        try (RecordWriter writer = new RecordWriter(run)) {
            sample.entries().forEach(writer::write);
            for (String path : List.of("../secret.log", "workers/../../secret.log", "javascript:alert(1)")) {
                writer.write(new Entry.WorkerLife(4711, 17, "tiered", "unsafe", 0.2, 12.5, "left orderly", path));
            }
        }
        assertEquals(List.of(), links(run, "timeline.html"));
        assertEquals(List.of(), links(run, "s-atomicity-CompareAndSet.html"));
    }
}
