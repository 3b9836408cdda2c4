package org.shmstress.properties.regressions;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Checks;
import org.shmstress.properties.conformance.Conformance;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.script.Step;
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
        boolean mounts = List.of(check.row().needs()).contains(Capability.MOUNT);
        assumeTrue(!mounts || isRoot(), "the machine only seems to mount, for root");
        try {
            return Conformance.explore(check, new LyingMachine(lies));
        } catch (CannotRunException e) {
            return abort(e.getMessage());
        }
    }

    private static boolean isRoot() {
        return ProcessHandle.current().info().user().equals(Optional.of("root"));
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
        String reason = assertThrows(
                        CannotRunException.class,
                        () -> nowhere.exploration().explore(new LyingMachine(Map.of()), 1, Duration.ZERO))
                .getMessage();
        assertTrue(String.valueOf(reason).startsWith("NO_RELEASE: "), reason);
    }

    /** Row, a version that is known for it, and a machine that shows the symptom: what it answers otherwise than that all went well. */
    static List<Arguments> symptoms() {
        return List.of(
                symptom("K02", Component.KERNEL, "3.14.9", Map.of("3: call requeue_often .*", "returned -1")),
                symptom("K02", Component.KERNEL, "3.14.9", Map.of("5: outcome .*", "not-run still waiting")),
                symptom("K03", Component.KERNEL, "6.18", Map.of("3: call wake_often .*", "returned -1")),
                symptom("K03", Component.KERNEL, "6.18", Map.of("0: call syscall .*", "returned 0")),
                symptom("K04", Component.KERNEL, "5.5", Map.of("3: call wake_at_fresh_objects .*", "returned 1")),
                symptom("K04", Component.KERNEL, "5.5", Map.of("2: outcome .*", "returned 0")),
                symptom("K06", Component.KERNEL, "5.4", Map.of("3: call kill_owners .*", "returned 7")),
                symptom("K06", Component.KERNEL, "5.4", Map.of("5: outcome .*", "not-run still waiting")),
                symptom("K08", Component.KERNEL, "3.14.2", Map.of("0: call syscall .*", "returned 1")),
                symptom(
                        "K13",
                        Component.KERNEL,
                        "5.13",
                        Map.of("5: read scratch 48 long", "value 0x1000", "6: touch .*", "signalled 7 code 2")),
                symptom(
                        "K14",
                        Component.KERNEL,
                        "6.18",
                        Map.of(
                                "3: read scratch 48 long", "value 0x1000 then value 0xff8",
                                "5: read scratch 48 long", "value 0x1000",
                                "[35]: call pread .*", "returned 8",
                                "[35]: call lseek .*", "returned 65536")),
                symptom("K15", Component.KERNEL, "6.18", Map.of("1: read .*", "value 0x5eed")),
                symptom("K16", Component.KERNEL, "4.18", Map.of("3: call cut_and_check .*", "returned 17")),
                symptom("K19", Component.KERNEL, "5.4.9", Map.of("1: read .*", "value 1")),
                symptom(
                        "K20",
                        Component.KERNEL,
                        "6.1",
                        Map.of("1: call mmap 0 \\d+ 1 1 fd:\\S+ 0", "returned -1 EPERM")),
                symptom("G05", Component.GLIBC, "2.41", Map.of("0: read .*", "value 0x1")),
                symptom(
                        "G05",
                        Component.GLIBC,
                        "2.41",
                        Map.of(
                                "[01]: read .*", "value 0x5eed5eed5eed5eed",
                                "3: call initialise_statically .*", "returned 40")),
                symptom("G06", Component.GLIBC, "2.38", Map.of("[345]: call sem_open .*", "returned 0 ENOENT")),
                symptom("G07", Component.GLIBC, "2.20", Map.of("0: outcome .*", CANARY_IS_GONE)),
                symptom("G08", Component.GLIBC, "2.24", Map.of("3: call kill_owners .*", "returned 7")),
                symptom("G09", Component.GLIBC, "2.29", Map.of("3: call kill_owners .* 1 2 .*", "returned 7")),
                symptom("G10", Component.GLIBC, "2.29", Map.of("3: outcome .*", "not-run still waiting")),
                symptom("G10", Component.GLIBC, "2.29", Map.of("2: call pthread_rwlock_try.*", "returned 16")),
                symptom("G11", Component.GLIBC, "2.22", Map.of("0: outcome .*", CANARY_IS_GONE)),
                symptom("G11", Component.GLIBC, "2.22", Map.of("1: outcome t4", CANARY_IS_GONE)),
                symptom(
                        "G14",
                        Component.GLIBC,
                        "2.36",
                        Map.of(
                                "0: call (shm|sem)_open \\S*n{241,}\\S* .*", "returned -1 ENAMETOOLONG",
                                "0: call sem_open .*", "returned 0 EINVAL",
                                "0: call shm_unlink \\S*n{241,}.*", "returned -1 ENAMETOOLONG")),
                symptom(
                        "G15",
                        Component.GLIBC,
                        "2.40",
                        Map.of("3: read m\\S* 0 long", "value 0x5", "3: read m\\S* 8 long", "value 0x1")));
    }

    /** A loop that found what it was not to find. */
    private static final String CANARY_IS_GONE = "looped 3 surprise 7 last 0";

    private static Arguments symptom(String row, Component component, String version, Map<String, String> lies) {
        return Arguments.of(row, component, version, lies);
    }

    @ParameterizedTest
    @MethodSource("symptoms")
    void symptomIsDocumentedOnAVersionThatIsKnownForItAndAFailureElsewhere(
            String id, Component component, String version, Map<String, String> lies) {
        Scripts seen = seen(id, lies);
        assertTrue(seen.failing().isPresent(), "the check does not object to " + lies);
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
        Scripts seen = seen("G10", Map.of("0: outcome .*", "died was killed by SIGSEGV"));
        assertFalse(Regressions.graded(row("G10"), seen, with(Component.GLIBC, "2.29"))
                .failing()
                .isPresent());
        assertTrue(Regressions.graded(row("G10"), seen, with(Component.GLIBC, "2.36"))
                .failing()
                .isPresent());
    }

    @Test
    void reservationThatIsLostWithoutHugePagesIsExcusedNowhere() {
        Scripts seen = seen("K13", Map.of("4: touch .*", "signalled 7 code 2"));
        assertTrue(Regressions.graded(row("K13"), seen, with(Component.KERNEL, "5.13"))
                .failing()
                .isPresent());
    }

    @Test
    void rowIsSkippedWhereNoHandlerCameEarlyEnough() {
        Checks.Check check =
                Objects.requireNonNull(Checks.of(Regressions.CLASSES).get("G15"));
        String reason = assertThrows(
                        CannotRunException.class, () -> Conformance.explore(check, new LyingMachine(Map.of())))
                .getMessage();
        assertTrue(String.valueOf(reason).startsWith("EARLY_HANDLER: "), reason);
    }

    /** Row, JDK of the worker whose object is cut off, what it made of a fill, and what the row comes to. */
    @ParameterizedTest
    @CsvSource({
        "J02, 17, died by SIGBUS, PASSED, 1",
        "J02, 25, died by SIGBUS, CRASHED, 0",
        "J01, 17, died by SIGBUS, CRASHED, 0",
        "J01, 17, threw java.lang.InternalError, PASSED, 0",
        "J02, 25, threw java.lang.InternalError, PASSED, 0"
    })
    void deathByBulkAccessIsGradedByTheJdkThatDied(
            String id, int feature, String answer, Grade expected, int deviations) {
        ScriptTest row = Truncated.scenarios().stream()
                .filter(s -> s.id().equals(Regressions.SUBJECT + id))
                .findFirst()
                .orElseThrow();
        List<String> scripts = new ArrayList<>();
        Scripts seen = row.exploration().explore(filling(answer, feature, scripts), 1, Duration.ZERO);
        assertEquals(expected, Judge.judge(row, seen).grade());
        assertEquals(deviations, seen.deviations().size());
        assertTrue(scripts.stream().anyMatch(s -> s.contains("1: heat m 0 0\n")), "interpreted");
        assertTrue(scripts.stream().anyMatch(s -> s.contains("1: heat m 0 5000000\n")), "compiled");
    }

    /** Workers of that JDK, on which nothing goes wrong but, it may be, a fill. */
    private static ScriptRunner filling(String answer, int feature, List<String> scripts) {
        return new ScriptRunner() {
            @Override
            public ScriptTrace run(Script script) {
                scripts.add(script.text());
                return new ScriptTrace(
                        script.text(), script.steps().map(this::seen).toList());
            }

            private StepSeen seen(Step step) {
                String given = step.text().startsWith("1: fill ") ? answer : "ok";
                return new StepSeen(1, 0, step.worker(), step.text(), given, List.of(), true, List.of(), 0, 0);
            }

            @Override
            public List<Integer> features() {
                return List.of(feature, feature);
            }
        };
    }

    @Test
    void rowPassesWhereTheSymptomIsNotSeenThoughTheVersionIsKnownForIt() {
        Scripts seen = seen("K15", Map.of());
        assertEquals(Grade.PASSED, grade("K15", Regressions.graded(row("K15"), seen, with(Component.KERNEL, "6.18"))));
        assertTrue(seen.deviations().isEmpty());
    }
}
