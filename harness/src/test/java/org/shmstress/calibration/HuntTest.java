package org.shmstress.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.shmstress.calibration.Hunt.Attempt;
import org.shmstress.calibration.Hunt.Sight;
import org.shmstress.verdict.Grade;

class HuntTest {

    private static final int WAYS = 3;

    private final DefectTable table = DefectTable.read();
    private double seconds;

    private Hunt.Entrant entrant(String id) {
        return new Hunt.Entrant(table.find(id).orElseThrow(), WAYS);
    }

    private static Sight sight(Grade grade, Attempt attempt) {
        return new Sight(grade, "because", "schedule" + attempt.turn(), 10, attempt.millis() / 1e3);
    }

    /** Plays a hunt to its end; its clock goes by the trials alone. */
    private List<Attempt> play(Hunt hunt, Function<Attempt, Grade> trial) {
        List<Attempt> attempts = new ArrayList<>();
        for (Optional<Attempt> next = hunt.next(0); next.isPresent(); next = hunt.next(seconds)) {
            Attempt attempt = next.get();
            attempts.add(attempt);
            seconds += attempt.millis() / 1e3;
            hunt.seen(attempt, sight(trial.apply(attempt), attempt));
        }
        return attempts;
    }

    @Test
    void aRowIsTriedInEveryWayUntilItIsFound() {
        Hunt hunt = new Hunt(List.of(entrant("D-001"), entrant("D-002")), 1000);
        List<Attempt> attempts = play(hunt, a -> a.turn() == 1 ? Grade.FAILED : Grade.PASSED);
        assertEquals(4, attempts.size());
        Finding finding = hunt.finding("D-002");
        assertEquals(Result.FOUND, finding.result());
        assertEquals("schedule1", finding.schedule());
        assertEquals(2, finding.trials());
        assertEquals(20, finding.operations());
        assertEquals(2 * Hunt.FIRST_MILLIS / 1e3, finding.seconds(), 1e-9);
    }

    @Test
    void aWorkerThatCrashedOrHungShowsADefectToo() {
        Hunt hunt = new Hunt(List.of(entrant("D-001")), 1000);
        play(hunt, a -> Grade.CRASHED);
        assertEquals(Result.FOUND, hunt.finding("D-001").result());
    }

    @Test
    void laterRoundsAreLongerAndOnlyForWhatIsLeft() {
        Hunt hunt = new Hunt(List.of(entrant("D-001"), entrant("D-002")), 60);
        List<Attempt> attempts = play(hunt, a -> a.id().equals("D-001") && a.turn() == 2 ? Grade.FAILED : Grade.PASSED);
        assertTrue(attempts.stream().allMatch(a -> a.round() == 0 || a.id().equals("D-002")));
        List<Long> millis = attempts.stream()
                .filter(a -> a.turn() == 0 && a.id().equals("D-002"))
                .map(Attempt::millis)
                .toList();
        assertEquals(List.of(400L, 800L, 1600L), millis.subList(0, 3));
    }

    @Test
    void everyRowHasItsFirstTurnBeforeAnyHasItsSecond() {
        Hunt hunt = new Hunt(List.of(entrant("D-001"), entrant("D-002")), 5);
        List<Attempt> attempts = play(hunt, a -> Grade.PASSED);
        assertEquals(
                List.of("D-001", "D-002", "D-001", "D-002"),
                attempts.stream().map(Attempt::id).limit(4).toList());
    }

    @Test
    void whatIsNotSeenWithinTheBudgetIsMissed() {
        Hunt hunt = new Hunt(List.of(entrant("D-001"), entrant("D-002"), entrant("D-003")), 1.1);
        assertEquals(3, play(hunt, a -> Grade.PASSED).size(), "three of 400 ms use up a second");
        assertEquals(Result.MISSED, hunt.finding("D-001").result());
        Hunt shorter = new Hunt(List.of(entrant("D-001"), entrant("D-002")), 0.1);
        seconds = 0;
        play(shorter, a -> Grade.PASSED);
        assertEquals(Result.MISSED, shorter.finding("D-002").result());
        assertTrue(shorter.finding("D-002").reason().contains("budget"));
    }

    @Test
    void aRoundThatTheBudgetWouldCutOffIsShorterInstead() {
        Hunt hunt = new Hunt(List.of(entrant("D-001")), 10);
        List<Attempt> attempts = play(hunt, a -> Grade.PASSED);
        assertEquals(
                List.of(400L, 800L, 1600L, 400L),
                attempts.stream()
                        .filter(a -> a.turn() == 0)
                        .map(Attempt::millis)
                        .limit(4)
                        .toList());
        assertTrue(seconds >= 10 && seconds < 10.4, "took " + seconds + " s");
    }

    @Test
    void controlsThatStayQuietPassAndLeaveTheirTimeToDefects() {
        Hunt hunt = new Hunt(List.of(entrant("C-001"), entrant("D-001")), 60);
        List<Attempt> attempts = play(hunt, a -> Grade.PASSED);
        assertEquals(Result.PASSED, hunt.finding("C-001").result());
        assertTrue(attempts.stream().noneMatch(a -> a.id().equals("C-001") && a.round() > 1));
    }

    @Test
    void aControlThatIsFlaggedOnceIsAnAlarm() {
        Hunt hunt = new Hunt(List.of(entrant("C-001")), 60);
        play(hunt, a -> a.round() == 1 && a.turn() == 2 ? Grade.FAILED : Grade.PASSED);
        assertEquals(Result.ALARM, hunt.finding("C-001").result());
    }

    @Test
    void nothingIsSaidOfAControlThatWasNotExercised() {
        Hunt hunt = new Hunt(List.of(entrant("C-001"), entrant("C-002")), 60);
        play(hunt, a -> a.id().equals("C-001") ? Grade.UNKNOWN : a.turn() == 0 ? Grade.BROKEN : Grade.PASSED);
        assertEquals(Result.UNKNOWN, hunt.finding("C-001").result());
        assertEquals(Result.UNKNOWN, hunt.finding("C-002").result());
    }

    @Test
    void whatNoTrialCanRunHereIsUnreachable() {
        Hunt hunt = new Hunt(List.of(entrant("D-025")), 5);
        play(hunt, a -> Grade.SKIPPED);
        assertEquals(Result.UNREACHABLE, hunt.finding("D-025").result());
    }
}
