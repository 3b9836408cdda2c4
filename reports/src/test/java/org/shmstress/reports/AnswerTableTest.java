package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.reports.SampleParts.configuration;
import static org.shmstress.reports.SampleParts.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.observation.Observation;
import org.shmstress.verdict.Grade;

/** The table of what became of accesses past the end, on the scenario's page. */
class AnswerTableTest {

    private static final String ID = "lifecycle/Sigbus-unsafe";

    @TempDir
    private Path run;

    @Test
    void cellsOfAllTrialsStandInOneTable() throws IOException {
        String page = page(List.of(
                List.of("read, interpreted=threw java.lang.InternalError", "fill, C2=worker died", "budget=7"),
                List.of("read, interpreted=worker died", "read, C2=silently lost")));
        String table = page.substring(page.indexOf("id=\"h-answers\""));
        assertTrue(table.contains("<th>JDK 17, C2<th>JDK 17, interpreted<"), table);
        assertTrue(table.contains("InternalError or worker died"), table);
        assertTrue(table.contains("bad-cell\">silently lost<b> !</b>"), table);
        assertEquals(2, table.split("scope=\"row\" class=\"fit\"").length - 1, "one row for read, one for fill");
        assertTrue(table.contains("–"), "what was not tried has a dash");
    }

    @Test
    void figuresMakeNoTable() throws IOException {
        assertFalse(page(List.of(List.of("scripts per second=12"))).contains("h-answers"));
    }

    private String page(List<List<String>> measuredByTrial) throws IOException {
        SampleRun sample = SampleRun.begun();
        sample.plan(ID, "script", "Every access ends as documented", List.of(), false, List.of());
        for (List<String> measured : measuredByTrial) {
            Observation seen = new Observation.Scripts(
                    List.of(worker(0, 4711), worker(1, 4712)),
                    1,
                    1,
                    List.of("compiled"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    measured);
            sample.trial(ID, configuration("17", "unsafe", "free", 0), Grade.PASSED, "agrees", List.of(), seen);
        }
        sample.verdict(ID, Grade.PASSED, "agrees", measuredByTrial.size(), 1);
        sample.finished(Grade.PASSED, 0, "passed").writeTo(run);
        HtmlReport.write(run);
        try (Stream<Path> files = Files.walk(run.resolve("report"))) {
            Path page = files.filter(f -> f.toString().endsWith(".html"))
                    .filter(f -> read(f).contains("<h1>" + ID + "</h1>"))
                    .findFirst()
                    .orElseThrow();
            return read(page);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
