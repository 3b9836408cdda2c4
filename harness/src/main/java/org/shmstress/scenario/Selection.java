package org.shmstress.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;

/**
 * Which scenarios a user asked for. {@code *} matches any characters, {@code /} too; {@code @tag} selects by tag. Mutants match
 * only a pattern that begins with {@code defects/}, so that a wildcard never turns a run red by a planted defect.
 *
 * @param patterns the patterns; empty selects everything but mutants
 */
public record Selection(List<String> patterns) {

    private static final Pattern WELL_FORMED = Pattern.compile("@[\\w.-]+|[\\w.*/$+-]+");
    private static final String MUTANTS = "defects/";

    public Selection {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (!WELL_FORMED.matcher(pattern).matches()) {
                throw new HarnessException(
                        HarnessException.Kind.USAGE,
                        "malformed pattern '" + pattern + "': use a scenario id, with * for any characters, or @tag");
            }
        }
    }

    /** The scenarios that at least one pattern selects, in the order given. Each pattern must select something. */
    public List<Scenario> from(List<Scenario> all) {
        if (patterns.isEmpty()) {
            return all.stream().filter(s -> !s.isMutant()).toList();
        }
        for (String pattern : patterns) {
            if (all.stream().noneMatch(s -> matches(pattern, s))) {
                throw new HarnessException(
                        HarnessException.Kind.USAGE, "no scenario matches '" + pattern + "'" + hint(pattern, all));
            }
        }
        return all.stream()
                .filter(s -> patterns.stream().anyMatch(p -> matches(p, s)))
                .toList();
    }

    /** Whether each pattern selects something. */
    boolean isMetBy(List<Scenario> all) {
        return patterns.stream().allMatch(p -> all.stream().anyMatch(s -> matches(p, s)));
    }

    /** False if a scenario of this id cannot be among the selected ones, whatever else it says of itself. */
    public boolean mayTake(String id) {
        return patterns.isEmpty() || patterns.stream().anyMatch(p -> p.startsWith("@") || glob(p, id));
    }

    /** False if no mutant can be among the selected ones, or the listed ones where nothing is selected. */
    boolean mayTakeMutants() {
        return patterns.isEmpty() || patterns.stream().anyMatch(p -> p.startsWith(MUTANTS));
    }

    private static boolean matches(String pattern, Scenario scenario) {
        if (scenario.isMutant() && !pattern.startsWith(MUTANTS)) {
            return false;
        }
        if (pattern.startsWith("@")) {
            return scenario.tags().contains(pattern.substring(1));
        }
        return glob(pattern, scenario.id());
    }

    /** Whether this is an id, or one with {@code *} in it. */
    public static boolean isGlob(String pattern) {
        return WELL_FORMED.matcher(pattern).matches() && !pattern.startsWith("@");
    }

    /** Whether a pattern that is no tag takes a scenario of this id; defects need no prefix here. */
    public static boolean globMatches(String pattern, String id) {
        return glob(pattern, id);
    }

    private static boolean glob(String pattern, String id) {
        String regex = Pattern.compile("\\*")
                .splitAsStream(pattern + " ")
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.matches(regex, id + " ");
    }

    private static String hint(String pattern, List<Scenario> all) {
        if (pattern.startsWith("@")) {
            String tags = all.stream()
                    .flatMap(s -> s.tags().stream())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", @"));
            return tags.isEmpty() ? "; no scenario has a tag" : "; tags are @" + tags;
        }
        return all.stream()
                .map(Scenario::id)
                .min(Comparator.comparingInt(id -> distance(id, pattern)))
                .filter(id -> distance(id, pattern) <= Math.max(3, pattern.length() / 3))
                .map(id -> "; did you mean '" + id + "'?")
                .orElse("; see 'shmstress list'");
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
