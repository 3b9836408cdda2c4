package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.verdict.Grade;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages that are about many scenarios or the whole run: sheets of checks, timeline, segments, the tester's power. */
class WholeRunPagesTest {

    @TempDir
    Path results;

    private Path drawn(SampleRun sample) {
        Path run = results.resolve("run");
        sample.finished(Grade.FAILED, 1, "something failed").writeTo(run);
        HtmlReport.write(run);
        return run.resolve("report");
    }

    private String page(SampleRun sample, String file) throws IOException {
        return Files.readString(drawn(sample).resolve(file));
    }

    private static SampleRun checks() {
        SampleRun sample = SampleRun.begun();
        SampleChecks.claims(sample);
        SampleChecks.conformance(sample);
        SampleChecks.regressions(sample);
        return sample;
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    @Test
    void claimStandsBesideItsControlsAndWhetherTheyWereCaught() throws IOException {
        String page = page(checks(), "claims.html");
        assertTrue(page.contains("<h1>2 of 3 textbook claims about shared memory hold on this machine</h1>"), page);
        assertTrue(page.contains("<th>Negative controls<"));
        assertTrue(page.contains("a misspelt name, caught: "));
        assertTrue(page.contains("<b>a misspelt name, not caught, so the check says nothing</b>"), page);
        assertTrue(page.contains("href=\"s-claims-S06.html\""));
    }

    @Test
    void rowThatPassedHasItsEvidenceOnTheSheetAndNoPageOfItsOwn() throws IOException {
        Path report = drawn(checks());
        String page = Files.readString(report.resolve("conformance.html"));
        assertTrue(page.contains("31 of 32") || page.contains("30 of 32"), page);
        assertFalse(Files.exists(report.resolve("s-conformance-SEM_WAIT-01.html")));
        String row = page.substring(page.indexOf("id=\"s-conformance-SEM_WAIT-01\""));
        row = row.substring(0, row.indexOf("<tr id=", 1));
        assertTrue(row.contains("the answer was EAGAIN"), row);
        assertTrue(row.contains("0: unlink alpha → ok"), "its steps");
        assertTrue(row.contains("in trial t0004"), "which trial it was");
        assertTrue(page.contains("<code>" + SampleRun.REPEAT + "TRIAL</code>"), "how to see any again");
        assertTrue(Files.exists(report.resolve("s-conformance-SHM_OPEN-01.html")), "what failed is told in full");
    }

    @Test
    void functionsWithSomethingWrongComeFirstAndAreUnfolded() throws IOException {
        String page = page(checks(), "conformance.html");
        assertTrue(page.indexOf("<b>shm_open</b>") < page.indexOf("<b>sem_wait</b>"));
        assertEquals(1, count(page, "<details open><summary><b>"));
    }

    @Test
    void frontPageLeadsToTheSheetsInPlaceOfListingTheirRows() throws IOException {
        String page = page(checks(), "index.html");
        assertTrue(page.contains("<a href=\"conformance.html\">conformance</a>"));
        String all = page.substring(page.indexOf("id=\"h-all\""));
        assertFalse(all.contains("SEM_WAIT-01"), all);
    }

    @Test
    void knownDefectThatIsHereIsNotCountedAsAbsent() throws IOException {
        String page = page(checks(), "regressions.html");
        assertTrue(page.contains("<h1>1 of 2 known defects"), page);
        assertTrue(page.contains("1 with a deviation that is known and accepted"));
        String row = page.substring(page.indexOf(">libc/G02<td>"));
        assertTrue(row.contains("as documented"), row);
        assertTrue(row.contains("<div class=\"worth\">known deviation: frozen in glibc 2.36</div>"), row);
        assertTrue(row.contains("<pre>0: wait → hung"), "one answer among many is folded");
    }

    @Test
    void runWithoutChecksHasNoSheets() throws IOException {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/A");
        Path report = drawn(sample);
        assertFalse(Files.exists(report.resolve("claims.html")));
        assertFalse(Files.readString(report.resolve("index.html")).contains("claims.html"));
    }

    @Test
    void hundredsOfRowsTakeLittleRoom() throws IOException {
        SampleRun sample = SampleRun.begun();
        for (int i = 0; i < 731; i++) {
            SampleChecks.row(sample, "conformance/F" + i % 60 + "-" + i, Grade.PASSED, "as the contract says");
        }
        long bytes = Files.size(drawn(sample).resolve("conformance.html"));
        assertTrue(bytes < 1_100_000, bytes + " bytes for 731 rows");
    }

    @Test
    void workerThatEndedUnaskedAlarmsNobodyWhereAllPassed() throws IOException {
        assertTrue(frontAfterUnaskedEnd(run -> run.passedOutcomes("ordering/A"))
                .contains("1 ended unasked, as scenarios that passed allow it."));
    }

    @Test
    void workerThatEndedUnaskedIsNotExcusedWhereAnyCrashed() throws IOException {
        assertTrue(frontAfterUnaskedEnd(run -> run.crashed("atomicity/B")).contains("1 ended unasked. "));
    }

    private String frontAfterUnaskedEnd(Consumer<SampleRun> scenario) throws IOException {
        SampleRun sample = SampleRun.begun();
        scenario.accept(sample);
        sample.workerThatEndedUnasked();
        return page(sample, "index.html");
    }

    @Test
    void timelineHasEveryTrialEveryProcessAndItsEnd() throws IOException {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/A");
        sample.crashed("atomicity/B");
        String page = page(sample, "timeline.html");
        assertEquals(7, count(page, "<rect class=\"tl [a-z]+\" x=\"\\d+\" y=\"28\""), "trials, one after the other");
        assertEquals(
                2,
                count(
                        page,
                        "<rect class=\"life\" x=\"\\d+\" y=\"\\d+\" width=\"\\d+\" height=\"12\" rx=\"2\"><title>"));
        assertTrue(page.contains("process 4712 at 12.6\u00a0s: killed on purpose"), page);
        assertTrue(page.contains("href=\"timeline.trace.json\""));
    }

    @Test
    void timelineOfAVeryLongRunIsBounded() throws IOException {
        SampleRun sample = SampleRun.begun();
        for (int i = 0; i < 400; i++) {
            sample.passedOutcomes("ordering/A" + i);
        }
        Path report = drawn(sample);
        long bytes = Files.size(report.resolve("timeline.html"));
        assertTrue(bytes < 900_000, bytes + " bytes for 2,400 trials");
    }

    @Test
    void traceEventsAreWhatPublicViewersRead() throws IOException {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/A");
        JsonNode trace = JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(drawn(sample).resolve("timeline.trace.json")));
        List<String> seen = new ArrayList<>();
        for (JsonNode event : trace.path("traceEvents")) {
            String phase = event.path("ph").asString("");
            assertTrue(event.path("name").isString()
                    && event.path("pid").isNumber()
                    && event.path("tid").isNumber());
            assertTrue(event.path("ts").isIntegralNumber(), event.toString());
            assertTrue(!phase.equals("X") || event.path("dur").asLong(-1) >= 0, event.toString());
            seen.add(phase + " " + event.path("pid").asLong(-1) + " "
                    + event.path("name").asString(""));
        }
        assertEquals(6, seen.stream().filter("X 0 ordering/A"::equals).count(), "each trial, of the run");
        assertTrue(seen.contains("X 4711 JDK 17, tiered, unsafe"), seen.toString());
        assertTrue(seen.contains("X 4711 t0001"), "a worker's own trials");
        assertTrue(seen.contains("i 4712 killed on purpose"), seen.toString());
    }

    @Test
    void segmentPageHasRegionsWritersAndWhatWasSeenTorn() throws IOException {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/StoreBuffering");
        sample.manyOutcomes("tearing/MisalignedLong");
        String page = page(sample, "segment.html");
        String torn = page.substring(page.indexOf("id=\"h-torn\""));
        assertTrue(
                torn.indexOf("tearing/MisalignedLong") < torn.indexOf("ordering/StoreBuffering"),
                "what was seen first");
        assertTrue(page.contains("Layout version 1, checked by every worker"));
        assertTrue(page.contains("each worker its line; line 0 owner and workers"));
        assertTrue(page.contains("8\u00a0bytes from byte 60 of a line on, across two lines"), page);
        assertEquals(2, count(page, "<path class=\"torn\""), "a frame on either line");
        assertTrue(page.contains("<li>3: 100 times"), page);
    }

    @Test
    void bytesThatAFailingScriptWroteAreDrawnByTheirWriter() throws IOException {
        SampleRun sample = SampleRun.begun();
        SampleChecks.row(sample, "conformance/SHM_OPEN-01", Grade.FAILED, "wrong");
        String page = page(sample, "segment.html");
        assertTrue(page.contains("<title>W0, step 6: 0: write m 60 long 0x1</title>"), page);
        assertTrue(page.contains("<title>W1, step 7: 1: fill n 128 32 0xff</title>"));
        assertTrue(page.contains("alpha lost its name to process 0"));
        assertTrue(page.contains("process 1 was killed"));
    }

    @Test
    void recordThatTellsNothingOfSegmentsHasNoSuchPage() {
        SampleRun sample = SampleRun.begun();
        sample.skipped("publication/RecordFfm");
        assertFalse(Files.exists(drawn(sample).resolve("segment.html")));
    }

    @Test
    void whatBefallsObjectsAndProcessesInAScriptHasItsSign() throws IOException {
        SampleRun sample = SampleRun.begun();
        SampleChecks.row(sample, "conformance/SHM_OPEN-01", Grade.FAILED, "wrong");
        String page = page(sample, "s-conformance-SHM_OPEN-01.html");
        for (String sign : List.of("e-create", "e-unlink", "e-kill", "e-truncate", "e-sigbus", "e-attach")) {
            assertTrue(page.contains("<use href=\"#" + sign + "\""), sign);
        }
    }

    @Test
    void failingScriptIsDrawnAsLanesAboveItsSteps() throws IOException {
        SampleRun sample = SampleRun.begun();
        SampleChecks.row(sample, "conformance/SHM_OPEN-01", Grade.FAILED, "wrong");
        String page = page(sample, "s-conformance-SHM_OPEN-01.html");
        String lanes = page.substring(page.indexOf("<div class=\"lanes\">"), page.indexOf("<ol class=\"steps"));
        assertEquals(10, count(lanes, "<rect class=\"opbar\" x=\"\\d"), "a bar for each step");
        assertEquals(1, count(lanes, "<rect class=\"opbar wrong\" x=\"\\d+\""), "the step that disagrees");
        assertTrue(lanes.contains("process 0: read m 60 long died SIGBUS, from 11000 to 20000 ns"), lanes);
        assertEquals(11, count(lanes, "<rect class=\"no( bad)?\" "), "the numbers of the list below");
        for (String sign : List.of("e-create", "e-unlink", "e-kill", "e-truncate", "e-sigbus", "e-attach")) {
            assertTrue(count(lanes, "<use href=\"#" + sign + "\"") >= 2, sign + " in the drawing and its key");
        }
        assertTrue(lanes.contains("unlinked: the name goes") && lanes.contains("SIGBUS, or the error it became"));
        assertTrue(lanes.contains("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label="), "by keyboard");
        assertEquals(2, count(lanes, "<path class=\"lane\""), "a lane per process");
        assertTrue(lanes.contains("<path class=\"lane\" d=\"M12 80H"), lanes);
    }

    @Test
    void powerThatWasNotMeasuredIsSaidToBeSo() throws IOException {
        String page = page(checks(), "index.html");
        assertTrue(page.contains("It was not measured: no calibration lies beside this run."));
        assertTrue(page.contains("<pre><code>./shmstress calibrate</code></pre>"));
    }

    private static final String CALIBRATION = """
        {"schemaVersion":1,"rows":[
         {"id":"D-002","result":"MISSED","reason":"<script>","seconds":1,"rare":true},
         {"id":"D-001","result":"FOUND","reason":"seen","seconds":1,"rare":false},
         {"id":"D-003","result":"UNREACHABLE","reason":"no window","seconds":0,"rare":false},
         {"id":"C-001","result":"PASSED","reason":"fine","seconds":1,"rare":false}]}
        """;

    @Test
    void lastCalibrationBesideTheRunTellsItsPower() throws IOException {
        Path other = Files.createDirectories(results.resolve("earlier"));
        Files.writeString(other.resolve("calibration.json"), CALIBRATION);
        SampleRun.begun().finished(Grade.PASSED, 0, "calibrated").writeTo(other);
        String page = page(checks(), "index.html");
        assertTrue(page.contains("1 of 2\u00a0planted defects were caught, 1 are out of its reach"), page);
        assertTrue(page.contains("Measured on 1 January 2026, 09:15 UTC by the run earlier, on the same kernel"), page);
        assertEquals(1, count(page, "<use href=\"#u-found\" class=\"soft\" x="));
        assertEquals(1, count(page, "<use href=\"#u-missed\" class=\"failed\" x="));
        assertTrue(page.contains("missed, rare"));
        assertFalse(page.contains("<script>"));
    }

    @Test
    void calibrationThatCannotBeReadIsToldOfAndCostsNobodyTheReport() throws IOException {
        Path other = Files.createDirectories(results.resolve("earlier"));
        Files.writeString(other.resolve("calibration.json"), "{\"rows\":[{");
        String page = page(checks(), "index.html");
        String power = page.substring(page.indexOf("id=\"h-power\""));
        assertTrue(power.contains("It was not measured: the calibration "), power);
        assertTrue(power.contains("calibration.json cannot be read"), power);
    }
}
