package org.shmstress.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.HarnessException;
import org.shmstress.api.Fault;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Deviation;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;

class PlannerTest {

    private static final List<String> STRESS = List.of("StressLCM");
    private static final Jvm JDK17 = new Jvm(Path.of("/jdk17"), 17, "17.0.1", "any", STRESS);
    private static final Jvm JDK25 = new Jvm(Path.of("/jdk25"), 25, "25.0.1", "any", STRESS);
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
    void defaultOfOneScenarioHasEveryPairOfSettingsOnce() {
        Plan plan = plan(Profile.DEFAULT, 1, 1, outcomeTests(1));
        Coverage coverage = plan.coverage(plan.trials());
        // 3 JDK sets, 6 JIT sets, 2 paths, 3 placements
        assertEquals(3 * 6 + 3 * 2 + 3 * 3 + 6 * 2 + 6 * 3 + 2 * 3, coverage.possible());
        assertEquals(coverage.possible(), coverage.covered(), coverage.missing()::toString);
        assertEquals(1, coverage.complete());
        assertTrue(plan.trials().size() <= 30, plan.trials().size() + " trials; 18 is the least");
    }

    @Test
    void soakCoversEveryPairOfEveryScenario() {
        List<Scenario> scenarios = outcomeTests(40, Set.of(AccessPath.values()));
        Plan plan = plan(Profile.SOAK, 1, 3, scenarios);
        Coverage coverage = plan.coverage(plan.trials());
        assertEquals(coverage.possible(), coverage.covered(), coverage.missing()::toString);
        assertEquals(40, coverage.complete());
    }

    @Test
    void quickCoversMostPairsOfStrongSettingsAndSaysWhatIsMissing() {
        Plan plan = plan(Profile.QUICK, 1, 3, outcomeTests(40));
        Coverage coverage = plan.coverage(plan.trials());
        assertTrue(coverage.covered() > 15 && coverage.covered() < coverage.possible(), coverage::toString);
        assertEquals(
                coverage.possible() - coverage.covered(), coverage.missing().size());
        assertEquals(0, coverage.complete());
    }

    @Test
    void firstPassAvoidsWhatCanHardlyShowAnything() {
        for (Trial trial : plan(Profile.QUICK, 1, 5, outcomeTests(40, Set.of(AccessPath.values())))
                .trials()) {
            assertEquals(Placement.SPREAD, trial.placement());
            assertFalse(trial.path() == AccessPath.JNA || trial.jitSet().contains("interpreter"), trial::toString);
        }
    }

    @Test
    void trialsOfOneKindOfWorkersFollowOneAnotherWithinAPass() {
        List<Trial> trials = plan(Profile.QUICK, 1, 1, outcomeTests(1000)).trials();
        long changes = IntStream.range(1, trials.size())
                .filter(i -> !kind(trials.get(i)).equals(kind(trials.get(i - 1))))
                .count();
        assertTrue(changes < 6, changes + " changes");
    }

    private static String kind(Trial trial) {
        return trial.jvms() + " " + trial.jits() + " " + trial.path();
    }

    @Test
    void memorySegmentsAreLeftOutWhereAJdkLacksThemAndThePlanSaysSo() {
        Plan plan = plan(Profile.DEFAULT, 1, 1, outcomeTests(1, Set.of(AccessPath.values())));
        List<Trial> foreign =
                plan.trials().stream().filter(t -> t.path() == AccessPath.FFM).toList();
        assertFalse(foreign.isEmpty());
        foreign.forEach(t -> assertEquals("25", t.jdkSet()));
        assertTrue(plan.leftOut().stream().anyMatch(l -> l.startsWith("ffm × JDK 17+25: ")), plan.leftOut()::toString);
    }

    @Test
    void aJdkWithoutStressFlagsIsNotStressed() {
        Machine machine = new Machine(List.of(new Jvm(Path.of("/j9"), 17, "17", "any")), List.of(0, 1));
        Plan plan = new Planner(options(Profile.DEFAULT, 1, 1), machine).plan(outcomeTests(1));
        assertTrue(plan.trials().stream().noneMatch(t -> t.jitSet().contains("stress")));
        assertTrue(plan.leftOut().stream().anyMatch(l -> l.startsWith("c2-stress × ")), plan.leftOut()::toString);
    }

    @Test
    void stressedWorkersOfARoundShareTheirSeedSoThatTheyServeAgain() {
        Set<Integer> seeds = plan(Profile.DEFAULT, 1, 9, outcomeTests(30)).trials().stream()
                .flatMap(t -> t.jits().stream())
                .map(Jit::stressSeed)
                .filter(s -> s != 0)
                .collect(Collectors.toSet());
        assertEquals(1, seeds.size());
    }

    @Test
    void theUserRestrictsTheMatrix() {
        Limits limits =
                new Limits(Set.of(JitMode.C1, JitMode.C2), Set.of(AccessPath.UNSAFE), Set.of(Placement.TOGETHER));
        PlanOptions options = new PlanOptions(Profile.DEFAULT, Optional.empty(), 1, 1, Mode.PROCESSES, limits);
        Plan plan = new Planner(options, BOTH).plan(outcomeTests(1));
        assertEquals(
                Set.of("c1", "c2", "c1+c2"),
                plan.trials().stream().map(Trial::jitSet).collect(Collectors.toSet()));
        plan.trials()
                .forEach(t -> assertEquals(
                        "unsafe together",
                        t.path().label() + " " + t.placement().label()));
    }

    @Test
    void whatTheOptionsLeaveNothingOfIsInapplicableWithTheReason() {
        Limits limits = new Limits(Set.of(), Set.of(AccessPath.JNA), Set.of());
        PlanOptions options = new PlanOptions(Profile.DEFAULT, Optional.empty(), 1, 1, Mode.PROCESSES, limits);
        Plan plan = new Planner(options, BOTH).plan(outcomeTests(1));
        assertTrue(plan.trials().isEmpty());
        assertEquals(
                "the options leave none of its access paths: byte-buffer, unsafe",
                plan.inapplicable().get("ordering/T0"));
    }

    @Test
    void countedPassesRepeatTheTellingSettings() {
        List<Trial> trials = plan(Profile.DEFAULT, 20, 1, outcomeTests(1, Set.of(AccessPath.values())))
                .trials();
        trials.forEach(t -> {
            assertEquals("tiered spread", t.jitSet() + " " + t.placement().label());
            assertNotEquals(AccessPath.JNA, t.path());
        });
        assertEquals(3, trials.stream().map(Trial::jdkSet).distinct().count());
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
        assertEquals(Set.of("17"), trials.stream().map(Trial::jdkSet).collect(Collectors.toSet()));
        trials.forEach(t -> assertEquals(Placement.FREE, t.placement()));
    }

    @Test
    void refusedTestsGetNoTrial() {
        Scenario refused = new Scenario.OutcomeTest(
                "a/B",
                "",
                "",
                Set.of(),
                "B",
                Path.of("x"),
                2,
                List.of(),
                TWO,
                Set.of(),
                Optional.of("field f is a reference"),
                Optional.empty());
        assertTrue(plan(Profile.DEFAULT, 1, 1, List.of(refused)).trials().isEmpty());
        List<Trial> betweenThreads = new Planner(
                        new PlanOptions(Profile.DEFAULT, Optional.empty(), 1, 1, Mode.THREADS), BOTH)
                .plan(List.of(refused))
                .trials();
        assertFalse(betweenThreads.isEmpty());
        betweenThreads.forEach(t -> assertEquals(1, t.jvms().size(), "all threads are in one JVM"));
    }

    @Test
    void objectsMeetEverySchedule() {
        Scenario lock = new Scenario.ObjectTest(
                "mutex/L",
                "",
                "",
                Set.of(),
                "L",
                Path.of("x"),
                64,
                2,
                Optional.empty(),
                TWO,
                Set.of(),
                Deviation.NONE,
                Optional.empty());
        List<Schedule> schedules = plan(Profile.DEFAULT, 1, 1, List.of(lock)).trials().stream()
                .map(Trial::schedule)
                .toList();
        assertEquals(Schedule.MIXED, schedules.get(0));
        Set<Schedule> met = schedules.stream()
                .flatMap(schedule -> Stream.concat(Stream.of(schedule), schedule.parts().stream()))
                .collect(Collectors.toSet());
        assertEquals(Set.of(Schedule.values()), met);
    }

    @Test
    void aMutantMeetsASchedulePerPass() {
        Scenario mutant = new Scenario.ObjectTest(
                "defects/D",
                "",
                "",
                Set.of(),
                "D",
                Path.of("x"),
                64,
                2,
                Optional.empty(),
                TWO,
                Set.of(),
                Deviation.NONE,
                Optional.empty());
        List<Schedule> schedules = plan(Profile.SOAK, 1, 1, List.of(mutant)).trials().stream()
                .map(Trial::schedule)
                .limit(3)
                .toList();
        assertEquals(List.of(Schedule.MIXED, Schedule.ONE_CPU, Schedule.STOPPED), schedules);
    }

    @Test
    void faultsBefallWorkersUnderEverySchedulePart() {
        Scenario killed = new Scenario.ObjectTest(
                "crash/L",
                "",
                "",
                Set.of(),
                "L",
                Path.of("x"),
                64,
                2,
                Optional.empty(),
                TWO,
                Set.of(Fault.KILL),
                Deviation.NONE,
                Optional.empty());
        Set<Schedule> schedules = plan(Profile.SOAK, 1, 1, List.of(killed)).trials().stream()
                .map(Trial::schedule)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Schedule.MIXED, Schedule.FREE), schedules);
    }

    @Test
    void testsWithMoreActorsThanCpusGetMoreTime() {
        Scenario crowded = new Scenario.OutcomeTest(
                "ordering/IRIW",
                "",
                "",
                Set.of(),
                "IRIW",
                Path.of("x"),
                4,
                List.of(),
                TWO,
                Set.of(),
                Optional.empty(),
                Optional.empty());
        long usual =
                plan(Profile.DEFAULT, 1, 1, outcomeTests(1)).trials().get(0).millis();
        plan(Profile.DEFAULT, 1, 1, List.of(crowded)).trials().forEach(t -> assertEquals(4 * usual, t.millis()));
    }

    @Test
    void aTrialSurvivesItsTextForm() {
        List<Scenario> tests = outcomeTests(1);
        Trial trial = plan(Profile.DEFAULT, 1, 1, tests).trials().get(0);
        assertEquals(
                trial.withId("t0001"),
                TrialSpec.parse(TrialSpec.of(trial).text()).on(BOTH, tests.get(0)));
    }

    @Test
    void aTrialOfAnAbsentJdkIsRefusedInWords() {
        TrialSpec spec = TrialSpec.parse("scenario=a/B,mode=processes,jdks=21+17,jit=tiered+c1,path=unsafe,"
                + "placement=free,schedule=free,seed=1,millis=5");
        Scenario test = outcomeTests(1).get(0);
        HarnessException e = assertThrows(HarnessException.class, () -> spec.on(BOTH, test));
        assertTrue(e.getMessage().contains("JDK 21"), e.getMessage());
        assertFalse(e.getMessage().contains("JDK 17"), e.getMessage());
    }

    @Test
    void everyTrialOfAPlanIsPossibleInWords() {
        Scenario lock = new Scenario.ObjectTest(
                "mutex/L",
                "",
                "",
                Set.of(),
                "L",
                Path.of("x"),
                64,
                2,
                Optional.empty(),
                TWO,
                Set.of(),
                Deviation.NONE,
                Optional.empty());
        Scenario mutant = new Scenario.ObjectTest(
                "defects/D",
                "",
                "",
                Set.of(),
                "D",
                Path.of("x"),
                64,
                2,
                Optional.empty(),
                TWO,
                Set.of(Fault.KILL),
                Deviation.NONE,
                Optional.empty());
        for (Scenario scenario : List.of(
                lock, mutant, outcomeTests(1, Set.of(AccessPath.values())).get(0))) {
            for (Trial trial : plan(Profile.SOAK, 1, 1, List.of(scenario)).trials()) {
                assertEquals(Optional.empty(), Impossible.why(trial, scenario), trial::toString);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path=unsafe | path=jna | cannot have path=jna, only byte-buffer or unsafe",
                "path=unsafe | path=ffm | cannot have path=ffm, only byte-buffer or unsafe",
                "schedule=free | schedule=jitter | cannot have schedule=jitter, only free",
                "mode=processes,jdks=17+17,jit=tiered+tiered,path=unsafe | mode=threads,jdks=17,jit=tiered,path=byte-buffer"
                        + " | cannot have path=byte-buffer, only unsafe",
            })
    void aTrialThatTheScenarioCannotHaveIsRefusedInWords(String part, String instead, String reason) {
        String trial = "scenario=ordering/T0,mode=processes,jdks=17+17,jit=tiered+tiered,path=unsafe,"
                + "placement=free,schedule=free,seed=1,millis=5";
        Scenario test = outcomeTests(1).get(0);
        TrialSpec.parse(trial).on(BOTH, test);
        TrialSpec impossible = TrialSpec.parse(trial.replace(part, instead));
        HarnessException e = assertThrows(HarnessException.class, () -> impossible.on(BOTH, test));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertEquals("--trial: ordering/T0 " + reason, e.getMessage());
    }

    @Test
    void aTrialThatItsJdksCannotHaveIsRefusedInWords() {
        Scenario test = outcomeTests(1, Set.of(AccessPath.values())).get(0);
        Machine plain = new Machine(List.of(new Jvm(Path.of("/jdk17"), 17, "17", "any"), JDK25), List.of(0, 1));
        String trial = "scenario=ordering/T0,mode=processes,jdks=25+17,jit=c2-stress/1+tiered,path=unsafe,"
                + "placement=free,schedule=free,seed=1,millis=5";
        TrialSpec.parse(trial).on(plain, test);
        assertTrue(refusal(trial.replace("unsafe", "ffm"), plain, test)
                .endsWith("cannot have path=ffm on JDK 17: it needs JDK 22 or later in every worker"));
        assertTrue(refusal(trial.replace("tiered", "c2-stress/1"), plain, test)
                .endsWith("cannot have jit=c2-stress on JDK 17, whose JVM has no such flags"));
    }

    private static String refusal(String trial, Machine machine, Scenario test) {
        TrialSpec spec = TrialSpec.parse(trial);
        return String.valueOf(assertThrows(HarnessException.class, () -> spec.on(machine, test))
                .getMessage());
    }

    private static Plan plan(Profile profile, int repeat, long seed, List<Scenario> scenarios) {
        return new Planner(options(profile, repeat, seed), BOTH).plan(scenarios);
    }

    private static PlanOptions options(Profile profile, int repeat, long seed) {
        return new PlanOptions(profile, Optional.empty(), repeat, seed, Mode.PROCESSES);
    }

    private static List<Scenario> outcomeTests(int count) {
        return outcomeTests(count, TWO);
    }

    private static List<Scenario> outcomeTests(int count, Set<AccessPath> paths) {
        return IntStream.range(0, count)
                .<Scenario>mapToObj(i -> new Scenario.OutcomeTest(
                        "ordering/T" + i,
                        "",
                        "",
                        Set.of(),
                        "T" + i,
                        Path.of("x"),
                        2,
                        List.of(),
                        paths,
                        Set.of(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }
}
