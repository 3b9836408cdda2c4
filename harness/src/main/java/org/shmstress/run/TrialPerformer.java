package org.shmstress.run;

import org.shmstress.observation.Observation;
import org.shmstress.plan.Trial;
import org.shmstress.scenario.Scenario;

/** Performs a trial on worker processes. Whatever goes wrong is an observation too; nothing is thrown but programming errors. */
@FunctionalInterface
interface TrialPerformer {

    /** What was seen. */
    Observation perform(Trial trial, Scenario scenario);
}
