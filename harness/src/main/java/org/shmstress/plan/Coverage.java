package org.shmstress.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which pairs of settings of JDK set, JIT modes, access path and placement the trials of a run have.
 *
 * @param possible pairs that some scenario of the run can be tried under here
 * @param covered those that some trial has
 * @param missing the others, each as {@code one × other}
 * @param scenarios scenarios that can be tried here
 * @param complete scenarios of which every possible pair is covered by a trial of their own
 * @param leftOut what is not possible, with the reason
 */
public record Coverage(
        int possible, int covered, List<String> missing, int scenarios, int complete, List<String> leftOut) {

    /**
     * What trials cover.
     *
     * @param possible possible pairs by scenario
     * @param leftOut what is not possible
     * @param trials scenario and settings of each trial
     */
    static Coverage of(Map<String, Set<String>> possible, Collection<String> leftOut, Collection<Tried> trials) {
        Map<String, Set<String>> seen = new HashMap<>();
        for (Tried trial : trials) {
            seen.computeIfAbsent(trial.scenario(), s -> new TreeSet<>())
                    .addAll(trial.settings().pairs());
        }
        Set<String> all = new TreeSet<>();
        possible.values().forEach(all::addAll);
        Set<String> missing = new TreeSet<>(all);
        seen.values().forEach(missing::removeAll);
        long complete = possible.entrySet().stream()
                .filter(e -> seen.getOrDefault(e.getKey(), Set.of()).containsAll(e.getValue()))
                .count();
        return new Coverage(
                all.size(),
                all.size() - missing.size(),
                List.copyOf(missing),
                possible.size(),
                (int) complete,
                List.copyOf(leftOut));
    }

    /** A trial as far as coverage goes. */
    record Tried(String scenario, Settings settings) {}
}
