package org.shmstress.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.verdict.Grade.BROKEN;
import static org.shmstress.verdict.Grade.CRASHED;
import static org.shmstress.verdict.Grade.FAILED;
import static org.shmstress.verdict.Grade.PASSED;
import static org.shmstress.verdict.Grade.SKIPPED;
import static org.shmstress.verdict.Grade.UNKNOWN;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;
import org.shmstress.verdict.Folder.Graded;

class GradesTest {

    @Test
    void ordersSeverities() {
        assertEquals(
                List.of(0, 1, 2, 3, 4, 5),
                List.of(PASSED, SKIPPED, UNKNOWN, BROKEN, CRASHED, FAILED).stream()
                        .map(Grade::severity)
                        .toList());
    }

    @Test
    void skippedNeverChangesAVerdictWhileSomethingPassed() {
        assertEquals(PASSED, Grade.verdictOf(List.of(SKIPPED, PASSED)));
        assertEquals(SKIPPED, Grade.verdictOf(List.of(SKIPPED)));
        assertEquals(UNKNOWN, Grade.verdictOf(List.of()));
        assertEquals(FAILED, Grade.verdictOf(List.of(PASSED, FAILED, CRASHED, BROKEN, UNKNOWN, SKIPPED)));
    }

    @Test
    void foldsTheWorstTrialIntoTheScenario() {
        assertEquals(FAILED, fold(trial("a", PASSED, true), trial("a", FAILED, true), trial("a", BROKEN, false)));
        assertEquals(CRASHED, fold(trial("a", CRASHED, false), trial("a", BROKEN, false)));
        assertEquals(BROKEN, fold(trial("a", PASSED, true), trial("b", BROKEN, false)));
    }

    @Test
    void passesOnlyIfEachCellSawItsWitness() {
        assertEquals(PASSED, fold(trial("a", PASSED, true), trial("b", PASSED, true)));
        assertEquals(PASSED, fold(trial("a", UNKNOWN, false), trial("a", PASSED, true)));
        assertEquals(UNKNOWN, fold(trial("a", PASSED, true), trial("b", UNKNOWN, false)));
        assertEquals(UNKNOWN, fold(trial("a", PASSED, false)));
        assertEquals(PASSED, fold(trial("a", PASSED, true), trial("b", SKIPPED, false)));
        assertEquals(UNKNOWN, fold());
        assertEquals(SKIPPED, fold(trial("a", SKIPPED, false)));
    }

    @Test
    void choosesTheExitCodeByPrecedence() {
        assertEquals(130, exit(true, null, FAILED, BROKEN));
        assertEquals(1, exit(false, HarnessException.Kind.NO_ROOM, FAILED, BROKEN));
        assertEquals(1, exit(false, null, CRASHED, UNKNOWN));
        assertEquals(70, exit(false, HarnessException.Kind.NO_ROOM, BROKEN, PASSED));
        assertEquals(70, exit(false, HarnessException.Kind.HARNESS, PASSED));
        assertEquals(75, exit(false, HarnessException.Kind.NO_ROOM, PASSED));
        assertEquals(4, exit(false, null));
        assertEquals(4, exit(false, null, SKIPPED, SKIPPED));
        assertEquals(3, exit(false, null, PASSED, UNKNOWN));
        assertEquals(0, exit(false, null, PASSED, SKIPPED));
    }

    @Test
    void toleratesUnknownOnlyWhenAsked() {
        assertEquals(0, ExitCodes.of(List.of(PASSED, UNKNOWN), new ExitCodes.Ending(false, Optional.empty(), 1, true)));
        assertEquals(4, ExitCodes.of(List.of(PASSED, PASSED), new ExitCodes.Ending(false, Optional.empty(), 3, true)));
    }

    @Test
    void theWorseOfTwoCodesWinsByTheSameOrder() {
        List<Integer> order = List.of(130, 1, 70, 75, 4, 3, 0);
        for (int code : order) {
            for (int other : order) {
                int winner = order.indexOf(code) < order.indexOf(other) ? code : other;
                assertEquals(winner, ExitCodes.worse(code, other));
            }
        }
    }

    @Test
    void knowsWhichCodesNoScenarioExplains() {
        assertTrue(ExitCodes.explains(FAILED, 1) && ExitCodes.explains(BROKEN, 70) && ExitCodes.explains(UNKNOWN, 3));
        assertTrue(ExitCodes.explains(UNKNOWN, 0) && ExitCodes.explains(SKIPPED, 0), "tolerated");
        assertFalse(ExitCodes.explains(PASSED, 4) || ExitCodes.explains(PASSED, 70) || ExitCodes.explains(SKIPPED, 4));
        assertFalse(ExitCodes.explains(UNKNOWN, 130) || ExitCodes.explains(FAILED, 130));
    }

    private static int exit(boolean interrupted, HarnessException.Kind trouble, Grade... grades) {
        return ExitCodes.of(List.of(grades), new ExitCodes.Ending(interrupted, Optional.ofNullable(trouble), 1, false));
    }

    private static Grade fold(Graded... trials) {
        return Folder.fold("ordering/X", List.of(trials)).grade();
    }

    private static Graded trial(String cell, Grade grade, boolean witness) {
        return new Graded(cell, new TrialVerdict(grade, "because", witness, List.of()), 1, 0.1);
    }
}
