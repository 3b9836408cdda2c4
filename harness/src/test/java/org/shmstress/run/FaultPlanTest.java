package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.api.Fault;
import org.shmstress.run.FaultPlan.Victim;

final class FaultPlanTest {

    private static final int WORKERS = 3;
    private static final List<String> STEPS = List.of("enter", "retry", "leave", "never");

    private final FaultPlan plan = new FaultPlan(7, WORKERS, Set.of(Fault.KILL, Fault.STOP), STEPS);

    private Set<String> victimsAtSteps(int rounds, Set<Integer> reached) {
        return IntStream.range(0, rounds)
                .mapToObj(round ->
                        plan.next((worker, step) -> reached.contains(step)).orElseThrow())
                .filter(victim -> victim.step() >= 0)
                .map(victim -> victim.worker() + " " + victim.fault() + " " + STEPS.get(victim.step()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void eachFaultBefallsEachWorkerAtEachStepThatWasReached() {
        Set<String> befallen = victimsAtSteps(40, Set.of(0, 2));
        assertEquals(WORKERS * 2 * 2, befallen.size(), befallen::toString);
    }

    @Test
    void aStepThatIsReachedLateHasItsTurnNext() {
        victimsAtSteps(5, Set.of(0, 2));
        Set<String> next = victimsAtSteps(WORKERS * 2 * 2, Set.of(0, 1, 2));
        assertEquals(WORKERS * 2, next.stream().filter(v -> v.endsWith("retry")).count(), next::toString);
    }

    @Test
    void withoutStepsItIsInstants() {
        List<Victim> victims = new ArrayList<>();
        FaultPlan without = new FaultPlan(7, WORKERS, Set.of(Fault.KILL), List.of());
        IntStream.range(0, 10)
                .forEach(i -> victims.add(without.next((worker, step) -> true).orElseThrow()));
        assertTrue(victims.stream().allMatch(victim -> victim.step() < 0));
    }
}
