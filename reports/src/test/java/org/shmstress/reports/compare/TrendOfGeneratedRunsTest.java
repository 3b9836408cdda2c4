package org.shmstress.reports.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.record.Entry;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.compare.GeneratedRun.Planted;
import org.shmstress.reports.trend.Speed;
import org.shmstress.reports.trend.Trend;
import org.shmstress.reports.trend.Trend.Run;
import org.shmstress.reports.trend.TrendText;
import org.shmstress.verdict.Grade;

/** Trends over runs with the noise of real hosts. */
class TrendOfGeneratedRunsTest {

    private static Trend trend(Planted... worlds) {
        RunRecord[] records = new RunRecord[worlds.length];
        for (int i = 0; i < worlds.length; i++) {
            records[i] = GeneratedRun.record(1, i + 1, worlds[i]);
        }
        return Trend.of(List.of(records));
    }

    @Test
    void marksTheUpgradeWhereItHappenedAndNowhereElse() {
        List<Run> runs = trend(Planted.NOTHING, Planted.NOTHING, Planted.KERNEL, Planted.KERNEL)
                .runs();
        assertEquals(
                List.of(0, 0, 1, 0), runs.stream().map(r -> r.upgrades().size()).toList());
        assertEquals("Kernel", runs.get(2).upgrades().get(0).fact());
    }

    @Test
    void speedOfEqualRunsStaysNearTheFirst() {
        List<Run> runs = trend(Collections.nCopies(30, Planted.NOTHING).toArray(Planted[]::new))
                .runs();
        List<Speed> known = runs.stream().map(Run::speed).filter(Speed::isKnown).toList();
        known.forEach(speed -> assertTrue(speed.ratio() > 0.85 && speed.ratio() < 1.15, speed::toString));
        assertTrue(known.size() >= 5 && known.size() < runs.size(), known::toString);
    }

    @Test
    void whatIsInQuarantineIsToldApart() {
        List<Entry> held = new ArrayList<>(GeneratedRun.entries(1, 2, Planted.MUTANT));
        held.add(
                held.size() - 1,
                new Entry.Quarantined(GeneratedRun.LOCK, Grade.FAILED, "ana@example.com", "issue 7", "2026-12-31"));
        Trend trend = Trend.of(List.of(GeneratedRun.record(1, 1, Planted.NOTHING), RunRecord.of(held)));
        Run last = trend.runs().get(1);
        assertEquals(0, last.count(Grade.FAILED));
        assertEquals(List.of(), last.grades());
        assertEquals(1, last.quarantined().size());
        String text = TrendText.of(trend);
        assertTrue(text.contains("  19 passed, 1 in quarantine  "), text);
        assertTrue(text.contains("  in quarantine: mutex/L1: PASSED → FAILED"), text);
    }

    @Test
    void tellsAKnownDefectWhereItCameAndWhereItWent() {
        Trend trend = trend(Planted.NOTHING, Planted.DEVIATION, Planted.DEVIATION, Planted.NOTHING);
        List<List<Boolean>> appeared = trend.runs().stream()
                .map(run -> run.deviations().stream()
                        .filter(change -> change.scenario().equals(GeneratedRun.KNOWN))
                        .map(DeviationChange::appeared)
                        .toList())
                .toList();
        assertEquals(List.of(List.of(), List.of(true), List.of(), List.of(false)), appeared);
        String text = TrendText.of(trend);
        assertTrue(text.contains("  known defect: " + GeneratedRun.KNOWN + " appeared: "), text);
        assertTrue(text.contains("  known defect: " + GeneratedRun.KNOWN + " vanished: "), text);
    }

    @Test
    void tellsAGradeWhereItChanged() {
        List<Run> runs = trend(Planted.NOTHING, Planted.MUTANT, Planted.MUTANT).runs();
        assertEquals(List.of(0, 1, 0), runs.stream().map(r -> r.grades().size()).toList());
        assertEquals(1, runs.get(1).count(Grade.FAILED));
    }
}
