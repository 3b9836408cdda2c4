package org.shmstress.reports;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;
import org.shmstress.verdict.Grade;

class HtmlReportTest {
    @TempDir
    Path run;

    private String front() {
        return read(HtmlReport.write(run));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> pages() {
        HtmlReport.write(run);
        try (Stream<Path> files = Files.walk(run.resolve("report"))) {
            return files.filter(f -> f.toString().endsWith(".html"))
                    .collect(toMap(f -> run.resolve("report").relativize(f).toString(), HtmlReportTest::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String pageAbout(String id) {
        return pages().values().stream()
                .filter(p -> p.contains("<h1>" + id + "</h1>"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void answerIsTheFirstHeadline() {
        SampleRun.full().finished(Grade.FAILED, 1, "2 of 14 scenarios failed").writeTo(run);
        String front = front();
        String headline = front.substring(front.indexOf("<h1>"), front.indexOf("</h1>"));
        assertTrue(headline.contains("FAILED."), headline);
        assertTrue(
                headline.contains("9 of 60\u00a0scenarios, the first defects/D-001: two processes were inside"),
                headline);
    }

    @Test
    void passedRunSaysHowManyPassed() {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/A");
        sample.skipped("ordering/B");
        sample.finished(Grade.PASSED, 0, "passed").writeTo(run);
        assertTrue(front().contains("PASSED.</span> 1 of 2\u00a0scenarios.</h1>"));
    }

    @Test
    void findingsStandWorstFirst() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String front = front();
        String found = front.substring(front.indexOf("h-found"), front.indexOf("h-env"));
        int failed = found.indexOf("defects/D-001");
        int crashed = found.indexOf("atomicity/CompareAndSet");
        int unknown = found.indexOf("sync/ByteLog");
        assertTrue(failed > 0 && failed < crashed && crashed < unknown, failed + " " + crashed + " " + unknown);
        assertFalse(found.contains("ordering/StoreBuffering"));
    }

    @Test
    void everyLinkLeadsToAFileOrAnAnchorOfTheReport() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        Map<String, String> pages = pages();
        Pattern link = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
        pages.forEach((name, page) -> {
            Matcher links = link.matcher(page);
            while (links.find()) {
                assertResolves(name, links.group(1), pages);
            }
        });
    }

    private void assertResolves(String from, String target, Map<String, String> pages) {
        String[] parts = target.split("#", 2);
        String file = parts[0].isEmpty() ? from : parts[0];
        assertTrue(Files.isRegularFile(run.resolve("report").resolve(file)), from + " → " + target);
        assertTrue(parts.length == 1 || pages.get(file).contains("id=\"" + parts[1] + "\""), from + " → " + target);
    }

    @Test
    void historyThatIsWrongIsDrawnAndExplainedStepByStep() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("crash/QueueKilled");
        assertTrue(page.contains("shrunk from 1,280\u00a0operations to 4."), page);
        assertTrue(page.contains("<rect class=\"opbar wrong\""), "the operation that cannot be");
        assertTrue(page.contains("<rect class=\"opbar open\""), "the operation without an answer");
        assertTrue(page.contains("<rect class=\"opbar beside\""), "what ran meanwhile");
        assertTrue(page.contains("<use href=\"#e-kill\""), "the death");
        assertTrue(page.contains("<use href=\"#e-stop\"") && page.contains("<use href=\"#e-cont\""), "the stop");
        assertTrue(page.contains("was stopped for 784"), "how long");
        assertTrue(page.contains("in place of W0"));
        assertTrue(page.contains("Starting with elements = []."));
        assertTrue(
                page.contains("<strong>→ 7</strong><small>"
                        + "Is impossible with elements = [], only with elements = [7].</small>"),
                page);
        assertFalse(page.contains("drawn, not listed"), "said twice");
    }

    @Test
    void lockThatFailedIsDrawnWithWhoWasInsideWhen() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("defects/D-001");
        assertTrue(page.contains("The lock was used once more with each critical section recorded."), page);
        assertTrue(page.contains("W0 was inside the critical section from 300 to 1500 ns"), page);
        assertTrue(page.contains("W1 was inside the critical section from 600 to 1650 ns"), page);
        assertTrue(page.contains("<small>Entered 300 ns later, 900 ns before process 0 left.</small>"), page);
    }

    @Test
    void findingWithVeryManyOperationsIsDrawnInExcerpt() {
        SampleRun sample = SampleRun.begun();
        SampleHistories.huge(sample, "sync/Queue", 60_000);
        sample.finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("sync/Queue");
        assertTrue(page.length() < 40_000, page.length() + " characters");
        assertTrue(
                page.contains("shrunk from 60,000\u00a0operations to 3. 59,967\u00a0operations are not drawn: "), page);
        for (String needed : List.of("offer(7)", "offer(20007)", "offer(40007)")) {
            assertTrue(page.contains("process 0: " + needed) || page.contains("process 1: " + needed), needed);
        }
    }

    @Test
    void failuresOfObjectsAreCountedByScheduleAndJdks() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("crash/QueueKilled");
        String grid = page.substring(page.indexOf("h-grid"), page.indexOf("h-hist"));
        assertTrue(grid.contains("JDK 17+25"), grid);
        assertTrue(grid.contains("0 of 1") && grid.contains("1 of 1<b> !</b>"), grid);
        assertTrue(page.substring(page.indexOf("h-hist")).contains("recovery"), "who found it");
    }

    @Test
    void hostileTextIsEscapedEverywhere() {
        SampleRun.full().finished(Grade.FAILED, 1, SampleRun.MARKUP).writeTo(run);
        pages().forEach((name, page) -> {
            assertFalse(withoutOwnScript(page).contains("<script"), name);
            assertFalse(page.contains("<img"), name);
            assertFalse(page.contains("<b>x"), name);
            assertFalse(page.contains("\u0000"), name);
        });
    }

    /** The one script that pages name; it is a file of its own and adds comfort only. */
    private static String withoutOwnScript(String page) {
        return page.replace("<script src=\"enhance.js\" defer></script>", "");
    }

    @Test
    void nothingOnAPageNeedsMoreThanTheContentPolicyAllows() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        pages().forEach((name, page) -> {
            assertTrue(
                    page.contains(
                            "content=\"default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'\""),
                    name);
            assertEquals(1, Pattern.compile("<script").matcher(page).results().count(), name);
            assertFalse(
                    Pattern.compile("\\sstyle=|<style|\\son\\w+=\"|javascript:|https?://")
                            .matcher(page)
                            .find(),
                    name);
        });
    }

    @Test
    void fileNamesStayInTheirDirectoryWhateverTheId() throws IOException {
        SampleRun run1 = SampleRun.begun();
        for (String id :
                List.of("a/../../b", "a/.././b", "A/.././B", "/etc/passwd", "..", "", "con", "\u202e/\u0000")) {
            run1.passedOutcomes(id);
        }
        run1.finished(Grade.PASSED, 0, "fine").writeTo(run);
        HtmlReport.write(run);
        try (Stream<Path> files = Files.walk(run)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .filter(n -> n.startsWith("s-"))
                    .toList();
            assertEquals(8, names.size(), names.toString());
            assertTrue(names.stream().allMatch(n -> n.matches("s-[A-Za-z0-9_-]*\\.html")), names.toString());
        }
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of("report", "run.jsonl"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void longTextIsCutForTheEyeAndKeptWhole() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pages().values().stream()
                .filter(p -> p.contains("<h1>long/long"))
                .findFirst()
                .orElseThrow();
        String headline = page.substring(page.indexOf("<h1>"), page.indexOf("</h1>"));
        assertTrue(headline.length() < 300, "headline of " + headline.length());
        assertTrue(page.contains("x".repeat(10_000)));
    }

    @Test
    void scenarioPageHoldsPidsAddressesAndInode() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("ordering/StoreBuffering");
        assertTrue(page.contains("4711") && page.contains("4712"));
        assertTrue(page.contains("0x7f0010000000") && page.contains("0x7f0011000000"));
        assertTrue(page.contains("inode 91"));
    }

    @Test
    void scenarioPageGivesOutcomesTheirExpectationFromTheTable() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("ordering/StoreBuffering");
        String table = page.substring(page.indexOf("h-out"), page.indexOf("h-heat"));
        assertTrue(table.contains("Both loads overtook both stores."));
        assertTrue(table.indexOf("interesting") > 0 && table.indexOf("acceptable") > 0);
        assertTrue(table.contains("not seen") && table.contains("every other outcome"), "the default row was not seen");
    }

    @Test
    void everyOutcomeIsDrawnByConfigurationAndNeverByColourAlone() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("ordering/StoreBuffering");
        String heat = page.substring(page.indexOf("h-heat"), page.indexOf("h-trials"));
        assertTrue(heat.contains("aria-label=\"Share of outcome 0, 0 by JDKs, JIT modes, access path and placement\""));
        assertTrue(
                heat.contains("JDK 17+25, tiered, unsafe, spread: 2,109,530 of "), "each square tells itself in words");
        assertTrue(heat.contains("class=\"norun\"") && heat.contains("not tried"), "what was not tried is framed");
        assertTrue(heat.contains("The same as a table"));
    }

    @Test
    void rawMemoryAloneIsNoStatementAboutFields() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("ordering/StoreBuffering");
        assertTrue(page.contains("Not a statement about the JIT's freedom on fields"), page);
        assertTrue(page.contains("swap stores to two fields"));
    }

    @Test
    void frontPageTellsHowMuchOfTheMatrixWasTried() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        assertTrue(front().contains("41 of 91 pairs of JDK set, JIT mode, access path and placement were tried"));
    }

    @Test
    void tooManyOutcomesAreFoldedAndNoneIsLost() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("tearing/MisalignedLong");
        assertTrue(page.contains("21 other outcomes"));
        assertTrue(page.contains("<th scope=\"row\">-1<td>"));
    }

    @Test
    void failedStepIsShownWithWhatWasAllowed() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("lifecycle/RandomSequences");
        String steps = page.substring(page.indexOf("<ol class=\"steps c3\">"), page.indexOf("</ol>"));
        String failed = steps.substring(steps.indexOf("w3 here"));
        assertTrue(failed.contains("<strong>fd 4</strong>") && failed.contains("ENOENT"), failed);
    }

    /** A default run has some hundred such pages, and its report is to stay below 3 MB. */
    @Test
    void aTrialAmongManyThatPassedTakesLittleRoom() {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/StoreBuffering");
        sample.finished(Grade.PASSED, 0, "1 scenario passed").writeTo(run);
        String page = pageAbout("ordering/StoreBuffering");
        assertTrue(page.length() < 25_000, page.length() + " characters for six trials that passed");
        assertTrue(page.contains("<code>" + SampleRun.REPEAT + "TRIAL</code>"), page);
        assertEquals(1, Pattern.compile("Who took part").matcher(page).results().count(), "the one shown as evidence");
        assertFalse(page.contains("id=\"g-failed\""), "a sign that the page does not use");
        assertTrue(page.contains("id=\"g-passed\""));
    }

    @Test
    void repeatCommandStandsAloneInItsBlock() {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        String page = pageAbout("defects/D-001");
        assertTrue(page.contains("<pre><code>" + SampleRun.REPEAT + "t0032</code></pre>"));
        assertTrue(page.contains("./shmstress run --trial 'scenario=defects/D-001"));
    }

    @Test
    void calibrationStandsApartAndCountsNowhere() {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/StoreBuffering");
        sample.passedOutcomes("ordering/Other");
        sample.failedMutant("defects/D-001", true);
        sample.finished(Grade.PASSED, 0, "2 scenarios passed").writeTo(run);
        String front = front();
        assertTrue(front.contains("0 of 2\u00a0scenarios are defects"));
        assertTrue(front.substring(front.indexOf("h-power")).contains("caught in 1 of 2\u00a0trials"));
        assertFalse(front.contains("id=\"h-found\""));
    }

    @Test
    void partialRecordSaysWhereItEndsAndWhatIsMissing() throws IOException {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/StoreBuffering");
        sample.writeTo(run);
        Path file = run.resolve("run.jsonl");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 10));
        String front = front();
        assertTrue(front.contains("NO VERDICT."));
        assertTrue(front.contains("The record ends in the middle of line 16; 34\u00a0trials are missing."), front);
        assertTrue(pageAbout("ordering/StoreBuffering").contains("The record ends before its verdict."));
    }

    @Test
    void cutOffTrialIsNamedOnItsPage() {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/StoreBuffering");
        List<org.shmstress.record.Entry> entries = sample.entries();
        try (var writer = new org.shmstress.record.RecordWriter(run)) {
            entries.stream()
                    .filter(e -> !(e instanceof org.shmstress.record.Entry.TrialFinished t
                            && t.trial().equals("t0006")))
                    .forEach(writer::write);
        }
        assertTrue(pageAbout("ordering/StoreBuffering").contains("Trial t0006"));
    }

    @Test
    void runInWhichNothingRanHasNoEmptyTables() {
        SampleRun.begun().finished(Grade.UNKNOWN, 4, "nothing was selected").writeTo(run);
        String front = front();
        assertTrue(front.contains("Nothing was selected."));
        for (String section : List.of("h-found", "h-sub", "h-not", "h-all", "class=\"tally\"")) {
            assertFalse(front.contains(section), section);
        }
        assertTrue(front.contains("h-env"));
    }

    @Test
    void singleScenarioTakesThePlaceOfFindingsAndSubjects() {
        SampleRun sample = SampleRun.begun();
        sample.passedOutcomes("ordering/StoreBuffering");
        sample.finished(Grade.PASSED, 0, "1 scenario passed").writeTo(run);
        String front = front();
        assertTrue(front.contains("id=\"h-only\"") && front.contains("ordering/StoreBuffering"));
        assertFalse(front.contains("id=\"h-sub\""));
    }

    @Test
    void largeSubjectGetsAPageOfItsOwnAndFindingsAreBounded() {
        SampleRun sample = SampleRun.begun();
        for (int i = 0; i < 2_000; i++) {
            sample.plan("big/S" + i, "outcomes", "title", List.of(), false, List.of());
            sample.verdict("big/S" + i, i % 10 == 0 ? Grade.FAILED : Grade.PASSED, "reason", 0, 0);
        }
        sample.passedOutcomes("small/One");
        sample.finished(Grade.FAILED, 1, "200 of 2,001 scenarios failed").writeTo(run);
        Map<String, String> pages = pages();
        String front = pages.get("index.html");
        assertEquals(
                20,
                Pattern.compile("class=\"finding\"").matcher(front).results().count());
        assertTrue(front.contains("180\u00a0more scenarios are FAILED"));
        assertTrue(pages.get("subject-big.html").contains("big/S1999"));
        assertFalse(front.contains("big/S1999"));
        assertEquals(2_001 + 4, pages.size(), "scenarios, the large subject, overview, timeline, segments");
    }

    @Test
    void drawingAgainLeavesNoPageOfTheFormerRecord() throws IOException {
        SampleRun.full().finished(Grade.FAILED, 1, "failed").writeTo(run);
        HtmlReport.write(run);
        Files.writeString(run.resolve("report/notes.txt"), "mine");
        Files.delete(run.resolve("run.jsonl"));
        SampleRun.begun().finished(Grade.UNKNOWN, 4, "nothing ran").writeTo(run);
        assertEquals(java.util.Set.of("index.html", "timeline.html"), pages().keySet());
        assertTrue(Files.exists(run.resolve("report/notes.txt")));
    }

    @Test
    void recordOfANewerSchemaIsRefusedInWordsAndNothingIsDrawn() throws IOException {
        Files.writeString(run.resolve("run.jsonl"), "{\"type\":\"run-started\",\"schemaVersion\":99}\n");
        HarnessException refused = assertThrows(HarnessException.class, () -> HtmlReport.write(run));
        assertEquals(HarnessException.Kind.USAGE, refused.kind());
        assertTrue(refused.getMessage().contains("schema version 99"), refused.getMessage());
        assertFalse(Files.exists(run.resolve("report")));
    }

    @Test
    void directoryWithoutRecordIsRefused() {
        HarnessException refused = assertThrows(HarnessException.class, () -> HtmlReport.write(run));
        assertEquals(HarnessException.Kind.USAGE, refused.kind());
    }
}
