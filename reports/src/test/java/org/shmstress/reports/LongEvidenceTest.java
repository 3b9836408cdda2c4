package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.reports.SampleParts.configuration;
import static org.shmstress.reports.SampleParts.step;
import static org.shmstress.reports.SampleParts.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Observation;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.verdict.Grade;

/** However long the evidence is, the page has what went wrong, what led there and how it began, and says what it leaves out. */
class LongEvidenceTest {

    private static final int LENGTH = 500;

    @TempDir
    Path run;

    private String pageOf(Observation seen) throws IOException {
        SampleRun sample = SampleRun.begun();
        sample.plan("long/One", "script", "title", List.of(), false, List.of());
        sample.trial("long/One", configuration("17", "unsafe", "free", 0), Grade.FAILED, "wrong", List.of(), seen);
        sample.verdict("long/One", Grade.FAILED, "wrong", 1, LENGTH);
        sample.finished(Grade.FAILED, 1, "failed").writeTo(run);
        HtmlReport.write(run);
        return Files.readString(run.resolve("report/s-long-One.html"));
    }

    private static Observation script(int wrong) {
        ScriptTrace trace = new ScriptTrace(
                "…",
                IntStream.rangeClosed(1, LENGTH)
                        .mapToObj(i -> step(
                                i,
                                i % 2,
                                i % 2 + ": read m " + i + " long",
                                "value 0x0",
                                "value 0x0",
                                i != wrong,
                                List.of(),
                                1_000L * i))
                        .toList());
        return new Observation.Scripts(
                List.of(worker(0, 4711), worker(1, 4712)),
                1,
                LENGTH,
                List.of("met"),
                Optional.of(trace),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Observation history(int wrong) {
        List<OperationSeen> operations = IntStream.range(0, LENGTH)
                .mapToObj(
                        i -> new OperationSeen(i % 2, "offer(" + i + ")", "returned true", 10L * i, 10L * i + 5, true))
                .toList();
        List<Finding.Step> steps = IntStream.range(0, LENGTH)
                .mapToObj(i -> new Finding.Step(
                        i,
                        "process " + i % 2 + ": offer(" + i + ") returned true" + (i == wrong ? " is impossible" : ""),
                        "elements " + i,
                        i == wrong))
                .toList();
        Finding finding = new Finding(
                "linearizability", "wrong", 1, "fenced", LENGTH, operations, List.of(), steps, List.of(), List.of());
        return new Observation.Histories(
                List.of(worker(0, 4711), worker(1, 4712)),
                SampleParts.segment(),
                "free",
                1,
                1,
                LENGTH,
                1,
                0,
                "",
                List.of("linearizability"),
                Optional.of(finding),
                List.of(),
                List.of());
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    @Test
    void lastStepOfAScriptStandsThereWithWhatLedToIt() throws IOException {
        String page = pageOf(script(LENGTH));
        String steps = page.substring(page.indexOf("<ol class=\"steps"), page.indexOf("</ol>"));
        assertTrue(page.contains("The smallest script that still fails, 400 of 500 steps"), page);
        assertTrue(steps.contains(" here\"><span class=\"n\">500<"), "the step that disagrees");
        assertTrue(steps.contains("read m 401 long") && steps.contains("read m 499 long"), "what went before it");
        assertTrue(steps.contains("read m 1 long") && steps.contains("read m 300 long"), "how it began");
        assertTrue(
                steps.indexOf("read m 300 long") < steps.indexOf("100\u00a0steps are left out here.")
                        && steps.indexOf("100\u00a0steps are left out here.") < steps.indexOf("read m 401 long"),
                "where something is left out");
        assertEquals(400, count(steps, "<li class=\"w"));
    }

    @Test
    void stepsAfterTheWrongOneAreSaidToBeLeftOut() throws IOException {
        String page = pageOf(script(450));
        assertTrue(page.contains(" here\"><span class=\"n\">450<"), "the step that disagrees");
        assertEquals(2, count(page, "\u00a0steps are left out here\\."));
        assertTrue(page.contains("<li class=\"gap\">50\u00a0steps are left out here.</ol>"), page);
    }

    @ParameterizedTest
    @ValueSource(ints = {LENGTH - 1, 300, 0})
    void operationThatContradictsIsDrawnAndExplained(int wrong) throws IOException {
        String page = pageOf(history(wrong));
        assertEquals(1, count(page, "<rect class=\"opbar wrong\" [^>]*><title>[^<]*offer\\(" + wrong + "\\)"));
        String steps = page.substring(page.indexOf("<ol class=\"steps"), page.indexOf("</ol>"));
        assertEquals(1, count(steps, " here\"><span class=\"n\">"));
        assertTrue(steps.contains("<small>Is impossible.</small>"), steps);
        assertTrue(steps.contains("elements 0<"), "how it began");
        assertTrue(wrong == 0 || steps.contains("elements " + (wrong - 1) + "<"), "what went before it");
        assertTrue(steps.contains("steps are left out here."), "that something is left out of the list");
        assertTrue(page.contains("\u00a0operations are not drawn: in order of their begin, "), "and the drawing");
    }

    @Test
    void drawingSaysWhichOperationsItLeavesOut() throws IOException {
        String page = pageOf(history(LENGTH - 1));
        assertTrue(page.contains("350\u00a0operations are not drawn: in order of their begin, 106 to 455."), page);
    }
}
