package org.shmstress.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;

class ScriptJudgeTest {

    @Test
    void agreementWithAWitnessPasses() {
        TrialVerdict verdict = ScriptJudge.judge(seen(10, List.of("it was shared"), Optional.empty(), 1, 2));
        assertEquals(Grade.PASSED, verdict.grade());
        assertTrue(verdict.witness());
    }

    @Test
    void agreementWithoutAWitnessProvesNothing() {
        assertEquals(
                Grade.UNKNOWN,
                ScriptJudge.judge(seen(10, List.of(), Optional.empty(), 1, 2)).grade());
    }

    @Test
    void noScriptProvesNothing() {
        assertEquals(
                Grade.UNKNOWN,
                ScriptJudge.judge(seen(0, List.of("x"), Optional.empty(), 1, 2)).grade());
    }

    @Test
    void aWrongAnswerFailsAndIsNamed() {
        TrialVerdict verdict = ScriptJudge.judge(seen(1, List.of(), Optional.of(failing("value 0x1")), 1, 2));
        assertEquals(Grade.FAILED, verdict.grade());
        assertEquals("'0: read m 0 long' answered 'value 0x1', allowed was 'value 0x0'", verdict.reason());
        assertTrue(verdict.facts().contains(new Fact("minimal script", "the script")));
    }

    @Test
    void anUnexpectedDeathIsACrashAndNoWrongAnswer() {
        TrialVerdict verdict = ScriptJudge.judge(seen(1, List.of(), Optional.of(failing("died by SIGSEGV")), 1, 2));
        assertEquals(Grade.CRASHED, verdict.grade());
    }

    @Test
    void workersThatShareAProcessAreNoTrial() {
        assertEquals(
                Grade.BROKEN,
                ScriptJudge.judge(seen(1, List.of("x"), Optional.empty(), 5, 5)).grade());
    }

    private static ScriptTrace failing(String answer) {
        return new ScriptTrace(
                "the script",
                List.of(
                        step("0: create alpha as a", "ok", "ok", true),
                        step("0: read m 0 long", answer, "value 0x0", false),
                        step("0: stat a", "failed EIO", "ok", false)));
    }

    private static StepSeen step(String step, String answer, String allowed, boolean agrees) {
        return new StepSeen(1, 0, 0, step, answer, List.of(allowed), agrees, List.of(), 0, 0);
    }

    private static Scripts seen(long tries, List<String> witness, Optional<ScriptTrace> failing, long... pids) {
        List<WorkerSeen> workers = java.util.Arrays.stream(pids)
                .mapToObj(pid -> new WorkerSeen(0, pid, "17", "unsafe", 0, 0, -1, Optional.empty()))
                .toList();
        return new Scripts(workers, tries, tries, witness, failing, Optional.empty(), Optional.empty(), List.of());
    }
}
