package org.shmstress.properties.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.script.Script;
import org.shmstress.script.Step;

class SigbusMatrixTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threw java.lang.InternalError | value 0x0    | threw java.lang.InternalError",
                "died by SIGBUS                | value 0x0    | worker died",
                "ok                            | value 0x0    | silently lost",
                "ok                            | value 0x5555 | value kept",
                "value 0x2222                  | value 0x0    | value kept",
            })
    void aCellSaysWhatBecameOfTheAccess(String access, String afterwards, String cell) {
        List<String> measured =
                explore("lifecycle/Sigbus-unsafe", access, afterwards, "4").measured();
        assertTrue(measured.contains("write, interpreted=" + cell), measured::toString);
        assertTrue(measured.contains("write, C2=" + cell), measured::toString);
        assertEquals(
                12, measured.stream().filter(line -> line.endsWith("=" + cell)).count(), measured::toString);
    }

    @Test
    void onlyWhatTheJvmSaysItHasCompiledCountsAsCompiled() {
        Scripts seen = explore("lifecycle/Sigbus-unsafe", "died", "value 0x0", "3");
        assertTrue(seen.measured().contains("read, C1=worker died"), seen.measured()::toString);
        assertEquals(List.of(), seen.witness());
    }

    @Test
    void aCompiledCompareAndSetMayNotKill() {
        Scripts seen = explore("lifecycle/Sigbus-ffm", "died", "value 0x0", "4");
        ScriptTrace failing = seen.failing().orElseThrow();
        StepSeen wrong =
                failing.steps().stream().filter(s -> !s.agrees()).findFirst().orElseThrow();
        assertTrue(wrong.step().startsWith("1: cas m 65536"), wrong::step);
        assertEquals(List.of("threw java.lang.InternalError"), wrong.allowed());
        assertTrue(failing.script().contains("heat m 0 5000000"), "only the compiled one");
    }

    @Test
    void jnaHasNoCompareAndSet() {
        Scripts seen = explore("lifecycle/Sigbus-jna", "died", "value 0x0", "4");
        assertEquals(10, seen.tries());
        assertEquals(1, seen.witness().size());
    }

    private static Scripts explore(String id, String access, String afterwards, String level) {
        ScriptTest test = SigbusMatrix.scenarios()
                .map(ScriptTest.class::cast)
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
        return test.exploration().explore(script -> trace(script, access, afterwards, level), 1, Duration.ofSeconds(1));
    }

    private static ScriptTrace trace(Script script, String access, String afterwards, String level) {
        Function<Step, String> answer = step -> {
            String text = step.text();
            if (text.startsWith("1: heat ")) {
                return "value " + (text.endsWith(" 0") ? "0" : level);
            }
            boolean past = text.contains(" m 65536") && !text.endsWith("0x2222");
            return !past ? "ok" : step.worker() == 1 ? access : afterwards;
        };
        return new ScriptTrace(
                script.text(),
                script.steps()
                        .map(s -> new StepSeen(
                                1, 0, s.worker(), s.text(), answer.apply(s), List.of(), true, List.of(), 0, 0))
                        .toList());
    }
}
