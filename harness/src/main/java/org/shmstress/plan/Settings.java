package org.shmstress.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a trial was set to in each dimension of the matrix, in words: JDK set, JIT modes, access path, placement.
 *
 * @param values one per dimension, in this order
 */
public record Settings(List<String> values) {

    static Settings of(String jdkSet, String jitSet, String path, Placement placement) {
        return new Settings(List.of("JDK " + jdkSet, "JIT " + jitSet, path, "placed " + placement.label()));
    }

    /** What a trial was set to. */
    public static Settings of(Trial trial) {
        return of(trial.jdkSet(), trial.jitSet(), trial.memory(), trial.placement());
    }

    /** Every two of them, each as {@code one × other}. */
    public Set<String> pairs() {
        return pairs(values);
    }

    static Set<String> pairs(List<String> values) {
        Set<String> pairs = new TreeSet<>();
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                pairs.add(values.get(i) + " × " + values.get(j));
            }
        }
        return pairs;
    }

    static Set<String> pairs(Collection<Settings> all) {
        return all.stream().flatMap(s -> s.pairs().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** With one more dimension. */
    List<String> and(String value) {
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return more;
    }
}
