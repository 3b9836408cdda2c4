package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.record.Entry;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.github.Annotations;
import org.shmstress.reports.github.StepSummary;
import org.shmstress.verdict.Grade;

class GitHubTest {

    private static RunRecord record(SampleRun run, Entry... more) {
        List<Entry> entries = new ArrayList<>(run.entries());
        entries.addAll(List.of(more));
        return RunRecord.of(entries);
    }

    private static RunRecord failed(String id, String reason) {
        SampleRun run = SampleRun.begun();
        run.plan(id, "outcomes", "title", List.of(), false, List.of());
        run.verdict(id, Grade.FAILED, reason, 1, 1);
        return run.finished(Grade.FAILED, 1, "a defect").record();
    }

    @Test
    void annotatesWhatTurnsARunRed() {
        RunRecord full = SampleRun.full().finished(Grade.FAILED, 1, "").record();
        List<String> lines = Annotations.of(full, false);
        assertTrue(
                lines.stream().anyMatch(l -> l.startsWith("::error title=FAILED lifecycle/RandomSequences::")),
                lines::toString);
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("::error title=CRASHED atomicity/CompareAndSet::")));
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("::error title=UNKNOWN sync/ByteLog::")));
        assertTrue(lines.stream().noneMatch(l -> l.contains("ordering/StoreBuffering")));
        assertTrue(Annotations.of(full, true).stream()
                .anyMatch(l -> l.startsWith("::warning title=UNKNOWN sync/ByteLog::")));
    }

    /** The escapes of actions/toolkit, in their order: a percent sign that stands for itself is not taken for one of them. */
    @Test
    void escapesByTheRulesOfWorkflowCommands() {
        String line = Annotations.of(failed("a/B::c,d%0A", "100 %\r\nof 7: all, really"), false)
                .get(0);
        assertEquals("::error title=FAILED a/B%3A%3Ac%2Cd%250A::100 %25%0D%0Aof 7: all, really", line);
    }

    @Test
    void whatIsInQuarantineIsAWarningWithItsOwner() {
        RunRecord held = record(
                SampleRun.full().finished(Grade.PASSED, 0, ""),
                new Entry.Quarantined("lifecycle/RandomSequences", Grade.FAILED, "ana", "waits", "2026-12-31"),
                new Entry.QuarantineUnused(3, "a/*", "nothing wrong was seen"));
        List<String> lines = Annotations.of(held, false);
        assertTrue(
                lines.stream()
                        .anyMatch(l -> l.startsWith("::warning title=FAILED lifecycle/RandomSequences (in quarantine)::"
                                + "in quarantine until 2026-12-31, ana: waits%0A")),
                lines::toString);
        assertTrue(lines.contains("::warning title=quarantine line 3 is not needed::a/*: nothing wrong was seen"));
        assertTrue(StepSummary.of(held).contains("FAILED, in quarantine until 2026\\-12\\-31, ana\\: waits"));
    }

    @Test
    void saysHowManyItLeavesOut() {
        SampleRun run = SampleRun.begun();
        for (int i = 0; i < 14; i++) {
            run.plan("a/S" + i, "outcomes", "title", List.of(), false, List.of());
            run.verdict("a/S" + i, Grade.FAILED, "because", 1, 1);
        }
        List<String> lines = Annotations.of(run.record(), false);
        assertEquals(10, lines.size());
        assertTrue(lines.get(9).startsWith("::error title=and 5 more::"), lines.get(9));
    }

    @Test
    void summaryTellsVerdictMachineAndEvidence() {
        String text = StepSummary.of(
                SampleRun.full().finished(Grade.FAILED, 1, "a defect was found").record());
        assertTrue(text.startsWith("## shmstress: FAILED\n\na defect was found ("), text);
        assertTrue(text.contains("glibc 2\\.36"), text);
        assertTrue(text.contains("| FAILED | lifecycle\\/RandomSequences |"), text);
        assertTrue(text.contains("<details><summary>FAILED lifecycle/RandomSequences</summary><pre>"), text);
        assertTrue(text.contains("repeat: ./shmstress repeat"), text);
    }

    @Test
    void namesCanBeginNoMarkupInTheSummary() {
        String text = StepSummary.of(failed(SampleRun.HOSTILE_ID, "| ![x](http://x) `\n# " + SampleRun.LONG));
        assertFalse(text.contains("<script"), text);
        assertFalse(text.contains("<img"), text);
        assertFalse(text.contains("\u202e"), text);
        assertTrue(text.contains("\\| \\!\\[x\\]\\(http\\:\\/\\/x\\) \\` \\# long &lt;b&gt;"), text);
        assertTrue(text.length() < 10_000, "length " + text.length());
    }

    @Test
    void aRunThatIsRedByItselfLeadsWithWhy() {
        RunRecord few = SampleRun.begun()
                .finished(Grade.PASSED, 4, "less than expected ran: 1 of 10")
                .record();
        assertEquals(
                List.of("::error title=NOT PASSED run::less than expected ran: 1 of 10"), Annotations.of(few, false));
        assertTrue(StepSummary.of(few).startsWith("## shmstress: NOT PASSED\n\nless than expected ran\\: 1 of 10 ("));
        RunRecord left = CiNotesTest.leaking();
        assertEquals(
                List.of("::error title=NOT PASSED run::left behind: /dev/shm/a; so%0Aleft behind: /dev/shm/a"),
                Annotations.of(left, false));
        assertTrue(StepSummary.of(left).contains("\n- left behind: \\/dev\\/shm\\/a\n"), StepSummary.of(left));
    }

    @Test
    void aRunCutOffIsSummedUpAsFarAsItGot() {
        assertTrue(StepSummary.of(SampleRun.begun().record()).startsWith("## shmstress: cut off before its end\n"));
    }
}
