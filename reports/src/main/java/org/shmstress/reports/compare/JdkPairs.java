package org.shmstress.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shmstress.record.Entry.Configuration;

/**
 * Which JDK of the new side stands for which of the base. Those that both have stand for themselves. Of the others the oldest stands for
 * the oldest and so on: where a JDK was replaced, that is what is to be compared.
 *
 * @param stands feature version on the base, by that on the new side, where they differ
 */
record JdkPairs(Map<Integer, Integer> stands) {

    static final JdkPairs NONE = new JdkPairs(Map.of());

    static JdkPairs of(Side base, Side now) {
        List<Integer> before = without(features(base), features(now));
        List<Integer> after = without(features(now), features(base));
        Map<Integer, Integer> stands = new TreeMap<>();
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            stands.put(after.get(i), before.get(i));
        }
        return new JdkPairs(stands);
    }

    private static SortedSet<Integer> features(Side side) {
        return side.trials().values().stream()
                .flatMap(List::stream)
                .flatMap(trial -> trial.configuration().jdks().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Integer> without(SortedSet<Integer> some, SortedSet<Integer> others) {
        List<Integer> left = new ArrayList<>(some);
        left.removeAll(others);
        return left;
    }

    /** A set of JDKs by the names that the base has for them. */
    String set(Configuration c) {
        return stands.isEmpty()
                ? c.jdkSet()
                : c.jdks().stream()
                        .map(feature -> Integer.toString(stands.getOrDefault(feature, feature)))
                        .distinct()
                        .collect(Collectors.joining("+"));
    }

    /** Nobody should have to guess it. */
    Optional<String> inWords() {
        return stands.isEmpty()
                ? Optional.empty()
                : Optional.of(stands.entrySet().stream()
                        .map(pair -> "JDK " + pair.getValue() + " is compared with JDK " + pair.getKey())
                        .collect(Collectors.joining(", ")));
    }
}
