package org.shmstress.run;

import org.shmstress.observation.Observation;
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
