package org.shmstress.record;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.filter.TokenFilter;

/**
 * Keeps lists of what happened to a length that can be held, whatever a record has: the first elements of each, of all together a bounded
 * number, and of those that come later still a few. The others are skipped while the line is read, and counted.
 */
final class ListBounds extends TokenFilter {
    /** More than a round of operations has, or a script of steps: what a run of ours writes is kept whole. */
    private static final Map<String, Integer> MOST = Map.of(
            "operations", 100_000,
            "explanation", 100_000,
            "deaths", 2_000,
            "pauses", 2_000,
            "sections", 5_000,
            "steps", 5_000,
            "facts", 5_000,
            "faults", 5_000,
            "evidence", 5_000);

    /** Some hundred bytes each. */
    private static final int MOST_IN_ALL = 300_000;

    private static final int ALWAYS = 20;

    private final Map<String, Long> leftOut = new TreeMap<>();
    private int kept;

    /** What was skipped since this was last asked, in words; empty if nothing was. */
    String takeLeftOut() {
        String words = leftOut.entrySet().stream()
                .map(skipped -> skipped.getValue() + " " + skipped.getKey())
                .collect(Collectors.joining(", "));
        leftOut.clear();
        return words;
    }

    @Override
    public TokenFilter includeProperty(String name) {
        return MOST.containsKey(name) ? new Bounded(name, MOST.get(name)) : this;
    }

    @Override
    public boolean includeEmptyArray(boolean contentsFiltered) {
        return true;
    }

    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
        return true;
    }

    /** What a property holds, if it is a list; of anything else there is but one. */
    private final class Bounded extends TokenFilter {
        private final String name;
        private final int most;

        Bounded(String name, int most) {
            this.name = name;
            this.most = most;
        }

        @Override
        public TokenFilter filterStartObject() {
            return ListBounds.this;
        }

        @Override
        public @Nullable TokenFilter includeElement(int index) {
            if (index < ALWAYS || index < most && kept < MOST_IN_ALL) {
                kept++;
                return ListBounds.this;
            }
            leftOut.merge(name, 1L, Long::sum);
            return null;
        }

        @Override
        public boolean includeEmptyArray(boolean contentsFiltered) {
            return true;
        }

        @Override
        public boolean includeEmptyObject(boolean contentsFiltered) {
            return true;
        }
    }
}
