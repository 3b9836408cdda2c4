package org.shmstress.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Deviation;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;

class RotationTest {

    private static final Jvm JDK17 = new Jvm(Path.of("/jdk17"), 17, "17.0.1", "any", List.of());
    private static final Jvm JDK25 = new Jvm(Path.of("/jdk25"), 25, "25.0.1", "any", List.of());
    private static final Machine BOTH = new Machine(List.of(JDK17, JDK25), List.of(0, 1));
    private static final PlanOptions OPTIONS = new PlanOptions(Profile.DEFAULT, Optional.empty(), 1, 7, Mode.PROCESSES);

    private static Scenario mutant(AccessPath... paths) {
        return new Scenario.ObjectTest(
                "defects/D-001",
                "",
                "",
                Set.of(),
                "D",
                Path.of("x"),
                64,
                2,
                Optional.empty(),
                Set.of(paths),
                Set.of(),
                Deviation.NONE,
                Optional.empty());
    }

    private static List<Trial> round(Rotation rotation, int round) {
        return IntStream.range(0, rotation.turns())
                .mapToObj(turn -> rotation.trial(round, turn, 400))
                .toList();
    }

    private static List<Object> workers(Trial trial) {
        return List.of(trial.jvms(), trial.jits(), trial.path());
    }

    private final Rotation rotation =
            Rotation.of(OPTIONS, BOTH, mutant(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE, AccessPath.FFM));

    @Test
    void aRoundTriesEveryScheduleOnOneKindOfWorkers() {
        List<Trial> trials = round(rotation, 0);
        assertEquals(
                List.of(Schedule.MIXED, Schedule.ONE_CPU, Schedule.STOPPED),
                trials.stream().map(Trial::schedule).toList());
        assertEquals(1, trials.stream().map(RotationTest::workers).distinct().count());
    }

    @Test
    void roundsTakeEveryJdkSetPathAndOtherCompilersInTurn() {
        List<Trial> trials =
                IntStream.range(0, 12).mapToObj(r -> rotation.trial(r, 0, 400)).toList();
        assertEquals(
                Set.of("17", "25", "17+25"), trials.stream().map(Trial::jdkSet).collect(Collectors.toSet()));
        assertEquals(
                Set.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE, AccessPath.FFM),
                trials.stream().map(Trial::path).collect(Collectors.toSet()));
        assertEquals(
                Set.of("tiered", "interpreter", "c2"),
                trials.stream().map(Trial::jitSet).collect(Collectors.toSet()));
        assertNotEquals(workers(trials.get(0)), workers(trials.get(1)));
        assertEquals(
                Set.of(AccessPath.BYTE_BUFFER),
                trials.stream()
                        .filter(t -> t.jitSet().equals("interpreter"))
                        .map(Trial::path)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyTrialIsPossibleInWordsAndHasASeedOfItsOwn() {
        Scenario mutant = mutant(AccessPath.values());
        Rotation all = Rotation.of(OPTIONS, BOTH, mutant);
        Set<Long> seeds = IntStream.range(0, 12)
                .boxed()
                .flatMap(r -> round(all, r).stream())
                .peek(t -> assertEquals(Optional.empty(), Impossible.why(t, mutant), t::toString))
                .map(Trial::seed)
                .collect(Collectors.toSet());
        assertEquals(12 * all.turns(), seeds.size());
    }

    @Test
    void saysWhyNothingCanBeTried() {
        Machine old = new Machine(List.of(JDK17), List.of(0, 1));
        Rotation none = Rotation.of(OPTIONS, old, mutant(AccessPath.FFM));
        assertEquals(0, none.turns());
        assertTrue(none.whyNot().orElseThrow().contains("ffm"), none.whyNot().toString());
        Plan plan = Rotation.firstRounds(OPTIONS, List.of(none), 400);
        assertTrue(plan.trials().isEmpty());
        assertEquals(Set.of("defects/D-001"), plan.inapplicable().keySet());
    }
}
