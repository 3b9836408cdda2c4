package org.shmstress.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.observation.WorkerExit;
import org.shmstress.observation.WorkerExit.How;

final class MutualExclusionCheckerTest {

    @Test
    void contendedLockWithoutLossPasses() {
        TrialVerdict verdict = MutualExclusionChecker.check(new Seen().build());
        assertEquals(Grade.PASSED, verdict.grade());
        assertTrue(verdict.witness());
    }

    @Test
    void overlapSeenFromInsideFails() {
        Seen seen = new Seen();
        seen.violations = 3;
        seen.evidence = List.of("worker 1, its section 7: worker 0 was inside too");
        TrialVerdict verdict = MutualExclusionChecker.check(seen.build());
        assertEquals(Grade.FAILED, verdict.grade());
        assertTrue(verdict.reason().startsWith("3 of 1000 critical sections"), verdict.reason());
        assertTrue(verdict.facts().contains(new Fact("evidence", seen.evidence.get(0))));
        assertTrue(verdict.facts().contains(new Fact("schedule", "FREE")));
    }

    @Test
    void lostIncrementFailsThoughNobodyMetAnother() {
        Seen seen = new Seen();
        seen.protectedSum = 999;
        seen.contended = 0;
        assertEquals(Grade.FAILED, grade(seen));
    }

    @Test
    void incrementTooManyFails() {
        Seen seen = new Seen();
        seen.protectedSum = 1001;
        assertEquals(Grade.FAILED, grade(seen));
    }

    @Test
    void violationOutweighsTheWorkerThatCrashedAfterIt() {
        Seen seen = new Seen();
        seen.violations = 1;
        seen.exit = Optional.of(exit(How.CRASHED));
        assertEquals(Grade.FAILED, grade(seen));
    }

    @Test
    void unexpectedDeathIsACrash() {
        for (How how : List.of(How.CRASHED, How.EXITED, How.OUT_OF_MEMORY, How.HUNG)) {
            Seen seen = new Seen();
            seen.exit = Optional.of(exit(how));
            assertEquals(Grade.CRASHED, grade(seen), how.name());
        }
    }

    @Test
    void workerHungInAStalledLockIsTheLocksFailure() {
        Seen seen = new Seen();
        seen.stalled = true;
        seen.exit = Optional.of(exit(How.HUNG));
        assertEquals(Grade.FAILED, grade(seen));
    }

    @Test
    void countsOfWorkersAndSegmentThatDifferAreTheHarnesssFault() {
        Seen seen = new Seen();
        seen.operations = 998;
        assertEquals(Grade.BROKEN, grade(seen));
    }

    @Test
    void noContentionProvesNothing() {
        Seen seen = new Seen();
        seen.contended = 0;
        TrialVerdict verdict = MutualExclusionChecker.check(seen.build());
        assertEquals(Grade.UNKNOWN, verdict.grade());
        assertFalse(verdict.witness());
    }

    @Test
    void noOperationProvesNothing() {
        Seen seen = new Seen();
        seen.operations = 0;
        seen.recorded = 0;
        seen.protectedSum = 0;
        assertEquals(Grade.UNKNOWN, grade(seen));
    }

    @Test
    void whatWasRecordedAfterwardsExplainsAndDoesNotGrade() {
        Seen seen = new Seen();
        seen.violations = 3;
        seen.again = Optional.of(again(Optional.empty()));
        TrialVerdict hidden = MutualExclusionChecker.check(seen.build());
        seen.again = Optional.of(again(Optional.of(HistoryGraderTest.FINDING)));
        TrialVerdict shown = MutualExclusionChecker.check(seen.build());
        assertEquals(Grade.FAILED, hidden.grade());
        assertEquals(hidden.reason(), shown.reason());
        assertTrue(
                hidden.facts().stream().anyMatch(fact -> fact.value().startsWith("nothing wrong in 9 rounds")),
                hidden.toString());
        assertTrue(shown.facts().stream().anyMatch(fact -> fact.key().equals("why")), shown.toString());
    }

    private static Observation.Histories again(Optional<Finding> finding) {
        return new Observation.Histories(
                List.of(),
                new Observation.SegmentSeen("/shmstress-y", 99, 8192),
                "mixed",
                9,
                5,
                720,
                12,
                0,
                "",
                List.of("exclusion"),
                finding,
                List.of(),
                List.of());
    }

    private static Grade grade(Seen seen) {
        return MutualExclusionChecker.check(seen.build()).grade();
    }

    private static WorkerExit exit(How how) {
        return new WorkerExit(how, 134, "SIGABRT", Optional.empty());
    }

    /** An innocent trial, to be changed. */
    private static final class Seen {
        long operations = 1000;
        long recorded = 1000;
        long protectedSum = 1000;
        long violations;
        long contended = 400;
        boolean stalled;
        List<String> evidence = List.of();
        List<String> events = List.of();
        Optional<WorkerExit> exit = Optional.empty();
        Optional<Observation.Histories> again = Optional.empty();

        Observation.Operations build() {
            return new Observation.Operations(
                    List.of(new Observation.WorkerSeen(0, 4711, "17", "unsafe", 4096, 99, -1, exit)),
                    new Observation.SegmentSeen("/shmstress-x", 99, 8192),
                    "FREE",
                    operations,
                    recorded,
                    protectedSum,
                    violations,
                    evidence,
                    contended,
                    events,
                    stalled,
                    again);
        }
    }
}
