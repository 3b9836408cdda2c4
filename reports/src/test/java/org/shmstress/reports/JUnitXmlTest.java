package org.shmstress.reports;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitXmlTest {
    @TempDir
    Path directory;

    private Element written(RunRecord record, boolean unknownPasses) throws Exception {
        Path file = directory.resolve("made").resolve("junit.xml");
        JUnitXml.write(file, record, unknownPasses);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(JUnitXmlTest.class.getResource("junit-report.xsd")))
                .newValidator()
                .validate(new StreamSource(file.toFile()));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList all = parent.getElementsByTagName(name);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .toList();
    }

    private static Map<String, String> shown(Element suite) {
        return elements(suite, "testcase").stream()
                .collect(toMap(c -> c.getAttribute("classname") + "/" + c.getAttribute("name"), JUnitXmlTest::answer));
    }

    private static String answer(Element testCase) {
        for (String name : List.of("failure", "error", "skipped")) {
            if (!elements(testCase, name).isEmpty()) {
                return name + " "
                        + elements(testCase, name).get(0).getAttribute("type").strip();
            }
        }
        return "passed";
    }

    @Test
    void showsEachGradeAsReportersKnowIt() throws Exception {
        Element suite = written(SampleRun.full().finished(Grade.FAILED, 1, "").record(), false);
        Map<String, String> shown = shown(suite);
        assertEquals("passed", shown.get("ordering/StoreBuffering"));
        assertEquals("failure FAILED", shown.get("lifecycle/RandomSequences"));
        assertEquals("error CRASHED", shown.get("atomicity/CompareAndSet"));
        assertEquals("error UNKNOWN", shown.get("sync/ByteLog"));
        assertEquals("skipped ", shown.get("publication/RecordFfm"));
        for (String kind : List.of("failure", "error", "skipped")) {
            String attribute = kind.equals("skipped") ? kind : kind + "s";
            assertEquals(
                    String.valueOf(shown.values().stream()
                            .filter(s -> s.startsWith(kind))
                            .count()),
                    suite.getAttribute(attribute));
        }
        assertEquals(String.valueOf(shown.size()), suite.getAttribute("tests"));
    }

    @Test
    void skipsWhatIsInQuarantineWithItsReason() throws Exception {
        List<Entry> entries =
                new ArrayList<>(SampleRun.full().finished(Grade.FAILED, 1, "").entries());
        entries.add(new Entry.Quarantined(
                "lifecycle/RandomSequences", Grade.FAILED, "ana", "waits for a kernel", "2026-12-31"));
        Element suite = written(RunRecord.of(entries), false);
        assertEquals("skipped ", shown(suite).get("lifecycle/RandomSequences"));
        assertTrue(elements(suite, "skipped").stream()
                .anyMatch(s -> s.getAttribute("message")
                        .startsWith("in quarantine until 2026-12-31, ana: waits for a kernel; seen was FAILED: ")));
    }

    @Test
    void skipsWhatProvesNothingWhereThatIsTolerated() throws Exception {
        Element suite = written(SampleRun.full().finished(Grade.FAILED, 1, "").record(), true);
        assertEquals("skipped ", shown(suite).get("sync/ByteLog"));
        assertTrue(elements(suite, "skipped").stream()
                .anyMatch(s -> s.getAttribute("message").startsWith("UNKNOWN: ")));
    }

    @Test
    void aFailureExplainsItselfAndTellsHowToSeeItAgain() throws Exception {
        Element suite = written(SampleRun.full().finished(Grade.FAILED, 1, "").record(), false);
        String text = elements(suite, "failure").get(0).getTextContent();
        assertTrue(text.contains("reason: "), text);
        assertTrue(text.contains("repeat: ./shmstress repeat "), text);
        assertTrue(text.contains("elsewhere: ./shmstress run --trial '"), text);
    }

    /** A mutant that ran to measure the tester is no test of anything else. */
    @Test
    void leavesCalibrationOut() throws Exception {
        SampleRun run = SampleRun.begun();
        run.failedMutant("defects/D-001", true);
        Element suite = written(run.finished(Grade.PASSED, 0, "").record(), false);
        assertFalse(shown(suite).containsKey("defects/D-001"), shown(suite)::toString);
    }

    @Test
    void saysOfARunCutOffWhatHasNoVerdict() throws Exception {
        SampleRun run = SampleRun.begun();
        run.plan("ordering/R", "outcomes", "R", List.of(), false, List.of());
        Element suite = written(run.record(), false);
        assertEquals("skipped ", shown(suite).get("ordering/R"));
        assertFalse(suite.hasAttribute("time"));
    }

    @Test
    void aRunWithoutScenariosIsNoGreenSuite() throws Exception {
        Element suite = written(
                SampleRun.begun().finished(Grade.PASSED, 4, "nothing ran").record(), false);
        assertEquals(Map.of("shmstress/run", "error UNKNOWN"), shown(suite));
    }

    @Test
    void aRunThatIsRedByItselfHasACaseThatSaysWhy() throws Exception {
        SampleRun run = SampleRun.begun();
        run.plan("ordering/R", "outcomes", "R", List.of(), false, List.of());
        run.verdict("ordering/R", Grade.PASSED, "as expected", 1, 1);
        Element few = written(
                run.finished(Grade.PASSED, 4, "less than expected ran: 1 of 10").record(), false);
        assertEquals(Map.of("ordering/R", "passed", "shmstress/run", "error UNKNOWN"), shown(few));
        assertEquals("2", few.getAttribute("tests"));
        assertEquals("1", few.getAttribute("errors"));
        assertEquals(
                "less than expected ran: 1 of 10", elements(few, "error").get(0).getAttribute("message"));
        Element left = written(CiNotesTest.leaking(), false);
        assertEquals("error BROKEN", shown(left).get("shmstress/run"));
        assertEquals("left behind: /dev/shm/a\n", elements(left, "error").get(0).getTextContent());
    }

    @Test
    void aDefectNeedsNoCaseOfTheRun() throws Exception {
        Element suite = written(SampleRun.full().finished(Grade.FAILED, 1, "").record(), false);
        assertFalse(shown(suite).containsKey("shmstress/run"), shown(suite)::toString);
    }

    @Test
    void writesWhatXmlCannotSayAsSignsForIt() throws Exception {
        SampleRun run = SampleRun.begun();
        run.plan("evil/\u0000\u001b[31m\ud800" + SampleRun.MARKUP, "outcomes", "R", List.of(), false, List.of());
        Element suite = written(run.record(), false);
        assertTrue(shown(suite).keySet().iterator().next().contains("\u2400\u241b[31m\ufffd"), shown(suite)::toString);
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "").resolve("junit.xml");
        HarnessException e = assertThrows(
                HarnessException.class,
                () -> JUnitXml.write(file, SampleRun.begun().record(), false));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
}
