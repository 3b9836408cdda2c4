package org.shmstress.properties.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shmstress.scenario.Scenario;

class ChecksTest {

    private final Map<String, Promise> promises = Promises.all();
    private final Map<String, Checks.Check> checks = Checks.all();

    @Test
    void everyRowThatIsDueHasACheck() {
        Set<String> without = promises.values().stream()
                .filter(Promise::isDue)
                .map(Promise::id)
                .filter(id -> !checks.containsKey(id))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), without);
    }

    @Test
    void noCheckLacksARow() {
        Set<String> strangers = new TreeSet<>(checks.keySet());
        strangers.removeAll(promises.keySet());
        assertEquals(Set.of(), strangers);
    }

    @Test
    void theTableHasAsManyRowsAsItHad() {
        assertEquals(731, promises.size());
        assertEquals(510, promises.values().stream().filter(Promise::isDue).count());
    }

    @Test
    void checksAreStaticAndTakeAScene() {
        checks.values().forEach(check -> {
            assertTrue(Modifier.isStatic(check.method().getModifiers()), check.method()::toString);
            assertEquals(List.of(Scene.class), List.of(check.method().getParameterTypes()), check.method()::toString);
        });
    }

    @Test
    void eachCheckIsAScenarioOfItsRow() {
        List<Scenario> scenarios = Conformance.scenarios();
        assertEquals(checks.size(), scenarios.size());
        Scenario first = scenarios.stream()
                .filter(s -> s.id().equals("conformance/SHM_OPEN-05"))
                .findFirst()
                .orElseThrow();
        assertTrue(first.title().startsWith("Every process using the same leading-slash name"), first::title);
        assertTrue(first.description().contains("POSIX.1-2017 shm_open"), first::description);
        assertEquals(Set.of("tier1", "cross-process"), first.tags());
    }
}
