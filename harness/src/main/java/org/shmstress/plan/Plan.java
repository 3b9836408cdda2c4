package org.shmstress.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What will be run, in order.
 *
 * @param seed the run's seed
 * @param trials all trials; a scenario that cannot run here has none
 * @param possible pairs of settings that each scenario can be tried under, by its id
 * @param inapplicable why a scenario cannot be tried under any configuration, by its id
 * @param leftOut what the matrix leaves out, with the reason
 */
public record Plan(
        long seed,
        List<Trial> trials,
        Map<String, Set<String>> possible,
        Map<String, String> inapplicable,
        List<String> leftOut) {

    /** Trials that were not chosen from any matrix. */
    public Plan(long seed, List<Trial> trials) {
        this(seed, trials, Map.of(), Map.of(), List.of());
    }

    /** The trials of one scenario. */
    public List<Trial> of(String scenario) {
        return trials.stream().filter(t -> t.scenario().equals(scenario)).toList();
    }

    /** What these trials cover: all of the plan, or those that a run has come to. */
    public Coverage coverage(List<Trial> done) {
        return Coverage.of(
                possible,
                leftOut,
                done.stream()
                        .map(t -> new Coverage.Tried(t.scenario(), Settings.of(t)))
                        .toList());
    }
}
