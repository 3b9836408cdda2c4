package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shmstress.calibration.DefectTable;
import org.shmstress.run.Calibrate;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Selection;

class PlantedDefectsTest {

    private final DefectTable table = DefectTable.read();
    private final List<Scenario> all = Stream.of(List.<String>of(), List.of("defects/*"))
            .flatMap(patterns -> new StressTests().scenarios(new Selection(patterns)).stream())
            .distinct()
            .toList();

    /** Ids of the table for which there is a scenario. */
    private Set<String> planted() {
        Set<String> ids = new HashSet<>(Calibrate.selfChecks());
        Set<String> scenarios = all.stream().map(Scenario::id).collect(Collectors.toSet());
        table.rows().stream()
                .filter(row -> row.standIns().stream().anyMatch(scenarios::contains))
                .forEach(row -> ids.add(row.id()));
        for (Scenario scenario : all) {
            if (scenario.isMutant()) {
                ids.add(scenario.id().substring(scenario.id().indexOf('/') + 1));
            }
            ids.addAll(scenario.tags());
        }
        return ids;
    }

    @Test
    void everyIdOfTheTableIsPlantedOrUnreachable() {
        Set<String> left = table.rows().stream()
                .filter(row -> row.unreachable().isEmpty())
                .map(DefectTable.Row::id)
                .collect(Collectors.toCollection(TreeSet::new));
        left.removeAll(planted());
        assertEquals(Set.of(), left);
    }

    @Test
    void mutantsAreRowsThatSamplingCanShow() {
        Set<String> rows = table.rows().stream()
                .filter(row -> row.unreachable().isEmpty() && !row.isControl())
                .map(row -> "defects/" + row.id())
                .collect(Collectors.toSet());
        Set<String> others = all.stream()
                .filter(Scenario::isMutant)
                .map(Scenario::id)
                .filter(id -> !rows.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), others);
    }

    @Test
    void controlsAreCorrectScenarios() {
        for (DefectTable.Row row : table.rows()) {
            if (row.isControl()) {
                assertTrue(
                        all.stream().noneMatch(s -> s.isMutant() && s.tags().contains(row.id())),
                        row.id() + " is a mutant");
            }
        }
    }
}
