package org.shmstress.properties.regressions;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.conformance.Checks;
import org.shmstress.properties.conformance.Conformance;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Judge;
import org.shmstress.versions.Component;
import org.shmstress.versions.Installed;
import org.shmstress.versions.Version;

class RegressionsTest {

    private static final int ROWS = 40;

    private static final Installed NEWEST = new Installed(
            Map.of(Component.KERNEL, version("99.1"), Component.GLIBC, version("9.99"), Component.JDK, version("99")));

    private static Version version(String text) {
        return Version.in(text).orElseThrow();
    }

    private static Installed with(Component component, String version) {
        return new Installed(Map.of(component, version(version)));
    }

    private static Regression row(String id) {
        return Objects.requireNonNull(Regression.all().get(id));
    }

    /** What the row's check sees on a machine that lies. */
    private static Scripts seen(String id, Map<String, String> lies) {
        Checks.Check check =
                Objects.requireNonNull(Checks.of(Regressions.CLASSES).get(id));
        return Conformance.explore(check, new LyingMachine(lies));
    }

    private static Grade grade(String id, Scripts seen) {
        Scenario scenario = Regressions.scenarios().stream()
                .filter(s -> s.id().equals(Regressions.SUBJECT + id))
                .findFirst()
                .orElseThrow();
        return Judge.judge(scenario, seen).grade();
    }

    @Test
    void everyRowIsAScenarioAndEveryScenarioARow() {
        assertEquals(ROWS, Regression.all().size());
        assertEquals(
                new TreeSet<>(Regression.all().keySet()),
                Regressions.scenarios().stream()
                        .map(s -> s.id().substring(Regressions.SUBJECT.length()))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(ROWS, Regressions.scenarios().size());
    }

    @Test
    void onlyWhatNoReleaseEverHadIsSkippedEverywhere() {
        assertEquals(Map.of("K05", Condition.NO_RELEASE), Regressions.NOWHERE);
        assertEquals("kernel none", row("K05").affected().text());
        ScriptTest nowhere = (ScriptTest) Regressions.scenarios().stream()
                .filter(s -> s.id().equals("regressions/K05"))
                .findFirst()
                .orElseThrow();
        String reason = org.junit.jupiter.api.Assertions.assertThrows(
                        CannotRunException.class,
                        () -> nowhere.exploration().explore(new LyingMachine(Map.of()), 1, Duration.ZERO))
                .getMessage();
        assertTrue(String.valueOf(reason).startsWith("NO_RELEASE: "), reason);
    }

    /** Row, the step that shows the symptom, its answer, and a version that is known for it. */
    static List<Arguments> symptoms() {
        return List.of(
                Arguments.of("K08", "0: call syscall .*", "returned 1", Component.KERNEL, "3.14.2"),
                Arguments.of("K15", "1: read .*", "value 0x5eed", Component.KERNEL, "6.18"),
                Arguments.of("K19", "1: read .*", "value 1", Component.KERNEL, "5.4.9"),
                Arguments.of("K20", "1: call mmap 0 \\d+ 1 1 fd:\\S+ 0", "returned -1 EPERM", Component.KERNEL, "6.1"),
                Arguments.of("G06", "[345]: call sem_open .*", "returned 0 ENOENT", Component.GLIBC, "2.38"),
                Arguments.of("G14", "0: call (shm|sem)_open .*", "returned -1 EINVAL", Component.GLIBC, "2.36"));
    }

    @ParameterizedTest
    @MethodSource("symptoms")
    void symptomIsDocumentedOnAVersionThatIsKnownForItAndAFailureElsewhere(
            String id, String step, String answer, Component component, String version) {
        // What these rows need to come so far, beside the lie.
        Map<String, String> lies = new java.util.LinkedHashMap<>(Map.of(step, answer));
        lies.put(".*: call shm_unlink .*", "returned -1 ENOENT");
        Scripts seen = seen(id, lies);
        assertTrue(seen.failing().isPresent(), "the check does not object to " + answer);
        StepSeen wrong = seen.failing().get().steps().stream()
                .filter(s -> !s.agrees())
                .findFirst()
                .orElseThrow();
        assertTrue(Symptom.is(id, wrong), wrong.toString());
        Scripts affected = Regressions.graded(row(id), seen, with(component, version));
        Scripts newest = Regressions.graded(row(id), seen, NEWEST);
        Scripts unknown = Regressions.graded(row(id), seen, new Installed(Map.of()));
        assertAll(
                () -> assertTrue(affected.failing().isEmpty(), "excused"),
                () -> assertTrue(
                        affected.deviations().get(0).contains(row(id).affected().text()), "with versions"),
                () -> assertEquals(Grade.PASSED, grade(id, affected)),
                () -> assertEquals(Grade.FAILED, grade(id, unknown)),
                () -> assertEquals(
                        row(id).affected().range().contains(version("99.1")) ? Grade.PASSED : Grade.FAILED,
                        grade(id, newest)));
    }

    @Test
    void whatIsNotTheSymptomIsExcusedNowhere() {
        Scripts seen = seen("K15", Map.of("0: call ftruncate .*", "returned -1 EIO"));
        Scripts graded = Regressions.graded(row("K15"), seen, with(Component.KERNEL, "6.18"));
        assertTrue(graded.failing().isPresent(), "a wrong answer to a step that only prepares");
        assertTrue(graded.deviations().isEmpty());
    }

    @Test
    void deathOfAPartyIsTheSymptomWhereTheRowSaysSo() {
        Scripts seen =
                seen("G07", Map.of("3: call sem_wait .*", "died was killed by SIGSEGV", ".*: begin .*", "value 1"));
        assertFalse(Regressions.graded(row("G07"), seen, with(Component.GLIBC, "2.20"))
                .failing()
                .isPresent());
        assertTrue(Regressions.graded(row("G07"), seen, with(Component.GLIBC, "2.36"))
                .failing()
                .isPresent());
    }

    @Test
    void rowPassesWhereTheSymptomIsNotSeenThoughTheVersionIsKnownForIt() {
        Scripts seen = seen("K15", Map.of());
        assertEquals(Grade.PASSED, grade("K15", Regressions.graded(row("K15"), seen, with(Component.KERNEL, "6.18"))));
        assertTrue(seen.deviations().isEmpty());
    }
}
