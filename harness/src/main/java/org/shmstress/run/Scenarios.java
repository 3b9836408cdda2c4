package org.shmstress.run;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry;
import org.shmstress.scenario.Scenario;

/** What the record says of scenarios and observations by kind. */
final class Scenarios {

    private Scenarios() {}

    static String kind(Scenario scenario) {
        if (scenario instanceof Scenario.OutcomeTest) {
            return "outcomes";
        }
        return scenario instanceof Scenario.ObjectTest ? "object" : "script";
    }

    /** The scenario's line in the record. */
    static Entry.ScenarioPlanned planned(Scenario scenario) {
        return planned(scenario, Set.of());
    }

    /** The same with more tags. */
    static Entry.ScenarioPlanned planned(Scenario scenario, Set<String> moreTags) {
        return new Entry.ScenarioPlanned(
                scenario.id(),
                kind(scenario),
                scenario.title(),
                scenario.description(),
                Stream.concat(scenario.tags().stream(), moreTags.stream())
                        .sorted()
                        .toList(),
                scenario instanceof Scenario.OutcomeTest test ? test.expectations() : List.of(),
                scenario instanceof Scenario.OutcomeTest test ? test.freedoms() : Set.of(),
                scenario.isMutant());
    }

    /** Samples, operations or tries. */
    static long samples(Observation seen) {
        if (seen instanceof Observation.Outcomes outcomes) {
            return outcomes.samples();
        } else if (seen instanceof Observation.Operations operations) {
            // One who hangs reports nothing, but what he did stands in the segment.
            return Math.max(operations.operations(), operations.recordedOperations());
        } else if (seen instanceof Observation.Histories histories) {
            return histories.operations();
        }
        return seen instanceof Observation.Scripts scripts ? scripts.tries() : 0;
    }
}
