package org.shmstress.reports.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fact about the machine that is not the same on both sides.
 *
 * @param base how it was; empty if it is not known
 * @param now how it is; empty if it is not known
 */
public record EnvironmentChange(String fact, String base, String now) {

    /** Those between two descriptions of a machine, by name. */
    public static List<EnvironmentChange> between(Map<String, String> base, Map<String, String> now) {
        Set<String> facts = new LinkedHashSet<>(now.keySet());
        facts.addAll(base.keySet());
        return facts.stream()
                .map(f -> new EnvironmentChange(f, base.getOrDefault(f, ""), now.getOrDefault(f, "")))
                .filter(c -> !c.base().equals(c.now()))
                .toList();
    }

    static List<String> equal(Map<String, String> base, Map<String, String> now) {
        return now.entrySet().stream()
                .filter(fact -> fact.getValue().equals(base.get(fact.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
