package org.shmstress.reports.model;

import org.shmstress.observation.Observation;

/** How much a trial did, in the unit of its kind. */
record Amount(long count, String unit) {

    static Amount of(Observation observation) {
        if (observation instanceof Observation.Outcomes outcomes) {
            return new Amount(outcomes.samples(), "samples");
        }
        if (observation instanceof Observation.Operations operations) {
            return new Amount(operations.operations(), "operations");
        }
        if (observation instanceof Observation.Histories histories) {
            return new Amount(histories.operations(), "operations");
        }
        if (observation instanceof Observation.Scripts scripts) {
            return new Amount(scripts.steps(), "steps");
        }
        return new Amount(0, "nothing");
    }

    String words() {
        return count == 0 ? "–" : Words.count(count) + Words.NBSP + unit;
    }
}
