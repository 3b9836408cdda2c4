package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.lift.Lifter;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.scenario.Selection;
import org.shmstress.segment.AccessPath;

class StressTestsTest {

    private final List<OutcomeTest> scenarios = new StressTests()
            .scenarios(new Selection(List.of())).stream()
                    .filter(OutcomeTest.class::isInstance)
                    .map(OutcomeTest.class::cast)
                    .toList();

    @Test
    void bringsEveryOutcomeTestOfTheModule() {
        assertEquals(
                BundledTest.all().stream().map(BundledTest::id).collect(Collectors.toSet()),
                scenarios.stream().map(Scenario::id).collect(Collectors.toSet()));
    }

    @Test
    void everyOneCanRunBetweenProcesses() {
        assertAll(scenarios.stream()
                .map(s -> () -> assertTrue(
                        s.refusal().isEmpty(), s.id() + ": " + s.refusal().orElse(""))));
    }

    @Test
    void everyOneIsLifted(@TempDir Path cache) {
        Lifter lifter = new Lifter(cache);
        for (OutcomeTest scenario : scenarios) {
            assertEquals(
                    resultFields(scenario), lifter.lift(scenario).resultTypes().length(), scenario.id());
        }
    }

    private static int resultFields(OutcomeTest scenario) {
        BundledTest test = BundledTest.all().stream()
                .filter(t -> t.id().equals(scenario.id()))
                .findFirst()
                .orElseThrow();
        return test.resultType().getSimpleName().replace("_Result", "").length();
    }

    @Test
    void tablesAreReadAsReflectionReadsThem() {
        var byId = BundledTest.all().stream().collect(Collectors.toMap(BundledTest::id, Function.identity()));
        for (OutcomeTest scenario : scenarios) {
            Set<String> patterns = byId.get(scenario.id()).outcomes().stream()
                    .flatMap(o -> java.util.Arrays.stream(o.id()))
                    .collect(Collectors.toSet());
            patterns.add("");
            assertEquals(
                    patterns,
                    scenario.expectations().stream().map(e -> e.pattern()).collect(Collectors.toSet()),
                    scenario.id());
        }
    }

    @Test
    void misalignedAccessIsTriedOnEveryAccessPath() {
        Set<AccessPath> paths = Set.of(AccessPath.values());
        for (OutcomeTest scenario : scenarios) {
            if (scenario.id().startsWith("tearing/Misaligned")) {
                assertTrue(scenario.paths().containsAll(paths), scenario.id() + " runs only on " + scenario.paths());
            }
        }
    }
}
