package org.shmstress.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.segment.Leak;

class LeftBehindTest {
    private static final Leak OURS = new Leak(true, "name /ours still exists");
    private static final Leak THEIRS = new Leak(false, "child process of worker 7, 8 lives: sleep");

    private static TrialVerdict verdict(Grade grade) {
        return new TrialVerdict(grade, "as seen", true, List.of(new Fact("samples", "1")));
    }

    @Test
    void nothingLeftChangesNothing() {
        TrialVerdict verdict = verdict(Grade.PASSED);
        assertSame(verdict, LeftBehind.told(verdict, List.of()));
    }

    @Test
    void whatTheHarnessLeftMakesItBroken() {
        TrialVerdict told = LeftBehind.told(verdict(Grade.PASSED), List.of(OURS));
        assertEquals(Grade.BROKEN, told.grade());
        assertEquals("the harness left behind: name /ours still exists", told.reason());
        assertEquals(List.of(new Fact("left behind", OURS.words()), new Fact("samples", "1")), told.facts());
    }

    @Test
    void whatTheTestLeftMakesItFailedWhateverElseIsLeft() {
        TrialVerdict told = LeftBehind.told(verdict(Grade.UNKNOWN), List.of(OURS, THEIRS));
        assertEquals(Grade.FAILED, told.grade());
        assertEquals("left behind: child process of worker 7, 8 lives: sleep, and 1 more", told.reason());
    }

    @Test
    void aWorseGradeKeepsItsReason() {
        TrialVerdict told = LeftBehind.told(verdict(Grade.CRASHED), List.of(OURS));
        assertEquals(Grade.CRASHED, told.grade());
        assertEquals("as seen", told.reason());
        assertEquals(2, told.facts().size());
    }
}
