package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.Entry;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** What the front page says of a run that went on, and of scenarios that decide nothing. */
class CiNotesTest {
    @TempDir
    private Path directory;

    private String front(SampleRun run, Entry... before) throws Exception {
        List<Entry> entries = new ArrayList<>(run.entries());
        entries.addAll(entries.size() - 1, List.of(before));
        return Files.readString(HtmlReport.write(directory, RunRecord.of(entries)));
    }

    @Test
    void saysWhatIsInQuarantineAndNotThatItDecided() throws Exception {
        SampleRun run = SampleRun.begun();
        run.failedMutant("defects/D-001", false);
        run.failedMutant("defects/D-002", false);
        String page = front(
                run.finished(Grade.FAILED, 1, "a defect"),
                new Entry.RunResumed("2026-01-01T00:00:00Z", List.of("run"), 75),
                new Entry.Quarantined("defects/D-001", Grade.FAILED, "ana", SampleRun.MARKUP, "2026-12-31"));
        assertTrue(
                page.contains(
                        "defects/D-001 is FAILED and decides nothing: in quarantine until 2026-12-31, ana: &lt;script&gt;"),
                page);
        assertTrue(page.contains("FAILED.</span> defects/D-002: "), page);
        assertTrue(page.contains("The run was cut short and resumed after "), page);
    }

    /** A run in which nothing was wrong, and that left something behind. */
    static RunRecord leaking() {
        List<Entry> entries =
                new ArrayList<>(SampleRun.begun().finished(Grade.PASSED, 0, "").entries());
        entries.set(
                entries.size() - 1,
                new Entry.RunFinished(
                        Grade.PASSED,
                        70,
                        "left behind: /dev/shm/a; so",
                        Map.of(),
                        1,
                        1,
                        1,
                        false,
                        List.of("/dev/shm/a")));
        return RunRecord.of(entries);
    }

    @Test
    void aRunThatIsRedByItselfLeadsWithWhy() throws Exception {
        String few = front(SampleRun.full().finished(Grade.PASSED, 4, "less than expected ran: 6 of 10; so"));
        assertTrue(
                few.contains("<span class=\"word unknown\">NOT PASSED.</span> Less than expected ran: 6 of 10; so."),
                few);
        String left = Files.readString(HtmlReport.write(directory, leaking()));
        assertTrue(left.contains("<span class=\"word broken\">NOT PASSED.</span> Left behind: /dev/shm/a; so."), left);
    }

    @Test
    void saysNothingOfEitherElsewhere() throws Exception {
        String page = front(SampleRun.full().finished(Grade.FAILED, 1, "a defect"));
        assertFalse(page.contains("quarantine"), page);
        assertFalse(page.contains("resumed"), page);
    }
}
