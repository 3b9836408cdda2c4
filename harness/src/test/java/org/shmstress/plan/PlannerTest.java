package org.shmstress.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ObjectKind;
import org.shmstress.segment.AccessPath;

class PlannerTest {

    private static final Jvm JDK17 = new Jvm(Path.of("/jdk17"), 17, "17.0.1", "any");
    private static final Jvm JDK25 = new Jvm(Path.of("/jdk25"), 25, "25.0.1", "any");
    private static final Machine BOTH = new Machine(List.of(JDK17, JDK25), List.of(0, 1));
    private static final Set<AccessPath> TWO = Set.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE);

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        List<Scenario> scenarios = outcomeTests(20);
        assertEquals(plan(Profile.DEFAULT, 1, 7, scenarios), plan(Profile.DEFAULT, 1, 7, scenarios));
        assertNotEquals(
                plan(Profile.DEFAULT, 1, 7, scenarios).trials(),
                plan(Profile.DEFAULT, 1, 8, scenarios).trials());
    }

    @Test
    void quickRunsEachScenarioOnce() {
        Plan plan = plan(Profile.QUICK, 1, 1, outcomeTests(50));
        assertEquals(50, plan.trials().size());
        assertEquals(50, plan.trials().stream().map(Trial::scenario).distinct().count());
    }

    @Test
    void defaultRunsEachScenarioAtLeastOnceHoweverSmallTheBudget() {
        PlanOptions options = new PlanOptions(Profile.DEFAULT, Optional.of(Duration.ofMillis(1)), 1, 1, Mode.PROCESSES);
        assertEquals(
                30, new Planner(options, BOTH).plan(outcomeTests(30)).trials().size());
    }

    @Test
    void defaultOfOneScenarioIsItsWholeMatrixOnce() {
        Plan plan = plan(Profile.DEFAULT, 1, 1, outcomeTests(1));
        Set<String> cells =
                plan.trials().stream().map(t -> t.jdkSet() + t.path()).collect(Collectors.toSet());
        assertEquals(6, plan.trials().size(), "three JDK sets by two access paths");
        assertEquals(6, cells.size());
    }

    @Test
    void fillsButDoesNotExceedTheBudget() {
        Plan plan = plan(Profile.DEFAULT, 1, 1, outcomeTests(60));
        long millis = plan.trials().stream().mapToLong(Trial::millis).sum();
        assertTrue(
                plan.trials().size() > 60 && millis < Profile.DEFAULT.budget().toMillis(), millis + " ms");
    }

    @Test
    void repeatRunsEachScenarioThatOften() {
        assertEquals(40, plan(Profile.DEFAULT, 20, 1, outcomeTests(2)).trials().size());
    }

    @Test
    void soakGoesPassByPass() {
        List<Trial> trials = plan(Profile.SOAK, 1, 1, outcomeTests(3)).trials();
        assertEquals(
                3, trials.subList(0, 3).stream().map(Trial::scenario).distinct().count());
    }

    @Test
    void mixesJdksWorkerByWorker() {
        Set<String> sets = plan(Profile.DEFAULT, 1, 1, outcomeTests(1)).trials().stream()
                .map(Trial::jdkSet)
                .collect(Collectors.toSet());
        assertEquals(Set.of("17", "25", "17+25"), sets);
    }

    @Test
    void onlyOneJdkMeansNoMixture() {
        Machine machine = new Machine(List.of(JDK17), List.of());
        List<Trial> trials = new Planner(options(Profile.DEFAULT, 1, 1), machine)
                .plan(outcomeTests(1))
                .trials();
        assertEquals(2, trials.size());
        assertEquals(Placement.FREE, trials.get(0).placement());
    }

    @Test
    void refusedTestsGetNoTrial() {
        Scenario refused = new Scenario.OutcomeTest(
                "a/B", "", "", Set.of(), "B", Path.of("x"), 2, List.of(), TWO, Optional.of("field f is a reference"));
        assertTrue(plan(Profile.DEFAULT, 1, 1, List.of(refused)).trials().isEmpty());
    }

    @Test
    void objectsMeetEverySchedule() {
        Scenario lock = new Scenario.ObjectTest(
                "mutex/L", "", "", Set.of(), "L", Path.of("x"), 64, 2, ObjectKind.LOCK, TWO, false, Optional.empty());
        Set<Schedule> schedules = plan(Profile.DEFAULT, 1, 1, List.of(lock)).trials().stream()
                .map(Trial::schedule)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Schedule.values()), schedules);
    }

    @Test
    void aTrialSurvivesItsTextForm() {
        Trial trial = plan(Profile.DEFAULT, 1, 1, outcomeTests(1)).trials().get(0);
        assertEquals(
                trial.withId("t0001"),
                TrialSpec.parse(TrialSpec.of(trial).text()).on(BOTH));
    }

    @Test
    void aTrialOfAnAbsentJdkIsRefusedInWords() {
        TrialSpec spec = TrialSpec.parse("scenario=a/B,mode=processes,jdks=21+17,jit=tiered+c1,path=unsafe,"
                + "placement=free,schedule=free,seed=1,millis=5");
        HarnessException e = org.junit.jupiter.api.Assertions.assertThrows(HarnessException.class, () -> spec.on(BOTH));
        assertTrue(e.getMessage().contains("JDK 21"), e.getMessage());
        assertFalse(e.getMessage().contains("JDK 17"), e.getMessage());
    }

    private static Plan plan(Profile profile, int repeat, long seed, List<Scenario> scenarios) {
        return new Planner(options(profile, repeat, seed), BOTH).plan(scenarios);
    }

    private static PlanOptions options(Profile profile, int repeat, long seed) {
        return new PlanOptions(profile, Optional.empty(), repeat, seed, Mode.PROCESSES);
    }

    private static List<Scenario> outcomeTests(int count) {
        return IntStream.range(0, count)
                .<Scenario>mapToObj(i -> new Scenario.OutcomeTest(
                        "ordering/T" + i, "", "", Set.of(), "T" + i, Path.of("x"), 2, List.of(), TWO, Optional.empty()))
                .toList();
    }
}
