package org.shmstress.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.scenario.Deviation;

final class HistoryGraderTest {

    static final Finding FINDING = new Finding(
            "conservation",
            "7 came out twice, but it went in once",
            3,
            "light",
            40,
            List.of(
                    new Finding.OperationSeen(0, "offer(7)", "returned true", 0, 9, true),
                    new Finding.OperationSeen(1, "poll()", "returned 0", 4, 6, false)),
            List.of(),
            List.of(new Finding.Step(0, "process 0: offer(7) returned true", "[7]", false)),
            List.of(),
            List.of());

    @Test
    void findingFailsWithItsReasonAndOnlyTheNeededOperations() {
        TrialVerdict verdict = grade(20, 0, Optional.of(FINDING), List.of("worker 0 is inside an operation"));
        assertEquals(Grade.FAILED, verdict.grade());
        assertEquals(FINDING.reason(), verdict.reason());
        assertEquals(List.of("process 0: offer(7) returned true, from 0 to 9 ns"), facts(verdict, "history"));
        assertEquals(List.of("process 0: offer(7) returned true, then [7]"), facts(verdict, "why"));
        assertTrue(facts(verdict, "found in").get(0).contains("without fences, by the judge of conservation"));
    }

    @Test
    void whatNoJudgeCouldDecideIsNeverAPass() {
        TrialVerdict verdict = grade(20, 1, Optional.empty(), List.of());
        assertEquals(Grade.UNKNOWN, verdict.grade());
        assertTrue(verdict.reason().contains("progress: too expensive"), verdict.reason());
        assertEquals(
                Grade.UNKNOWN, grade(20, 1, Optional.empty(), List.of("stuck")).grade());
    }

    @Test
    void standstillOutsideOfAllOperationsFails() {
        assertEquals(
                Grade.FAILED,
                grade(20, 0, Optional.empty(), List.of("worker 0 has not begun"))
                        .grade());
    }

    @Test
    void passesOnlyIfOperationsMet() {
        assertEquals(Grade.PASSED, grade(20, 0, Optional.empty(), List.of()).grade());
        assertEquals(Grade.UNKNOWN, grade(0, 0, Optional.empty(), List.of()).grade());
    }

    @Test
    void aDeviationExcusesJustWhatItIs() {
        Deviation any = new Deviation("known since 1.0", "");
        Deviation doubled = new Deviation("known since 1.0", "came out twice");
        Deviation lost = new Deviation("known since 1.0", "was lost");
        for (Deviation deviation : List.of(any, doubled)) {
            TrialVerdict verdict = grade(20, 0, Optional.of(FINDING), List.of(), deviation);
            assertEquals(Grade.PASSED, verdict.grade(), verdict.reason());
            assertEquals(List.of("known since 1.0"), facts(verdict, TrialVerdict.KNOWN_DEVIATION));
        }
        assertEquals(
                Grade.FAILED,
                grade(20, 0, Optional.of(FINDING), List.of(), lost).grade());
        Deviation because = new Deviation("known since 1.0", "(?m)came out twice.*$[\\s\\S]*^process 0: offer");
        assertEquals(
                Grade.PASSED,
                grade(20, 0, Optional.of(FINDING), List.of(), because).grade());
        Deviation otherwise = new Deviation("known since 1.0", "(?m)came out twice.*$[\\s\\S]*^process 1: offer");
        assertEquals(
                Grade.FAILED,
                grade(20, 0, Optional.of(FINDING), List.of(), otherwise).grade());
    }

    private static List<String> facts(TrialVerdict verdict, String key) {
        return verdict.facts().stream()
                .filter(fact -> fact.key().equals(key))
                .map(Fact::value)
                .toList();
    }

    private static TrialVerdict grade(long overlapped, long undecided, Optional<Finding> finding, List<String> stall) {
        return grade(overlapped, undecided, finding, stall, Deviation.NONE);
    }

    private static TrialVerdict grade(
            long overlapped, long undecided, Optional<Finding> finding, List<String> stall, Deviation deviation) {
        return HistoryGrader.grade(
                new Observation.Histories(
                        List.of(),
                        new Observation.SegmentSeen("/x", 1, 4096),
                        "free",
                        3,
                        2,
                        120,
                        overlapped,
                        undecided,
                        "progress: too expensive",
                        List.of("linearizability"),
                        finding,
                        List.of(),
                        stall),
                false,
                deviation);
    }
}
