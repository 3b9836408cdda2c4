package org.shmstress.plan;

import java.util.List;

/**
 * What will be run, in order.
 *
 * @param seed the run's seed
 * @param trials all trials; a scenario that cannot run here has none
 */
public record Plan(long seed, List<Trial> trials) {

    /** The trials of one scenario. */
    public List<Trial> of(String scenario) {
        return trials.stream().filter(t -> t.scenario().equals(scenario)).toList();
    }
}
