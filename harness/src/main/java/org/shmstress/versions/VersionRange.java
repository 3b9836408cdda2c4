package org.shmstress.versions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Versions between bounds, in words that people use of them, several separated by commas:
 *
 * <pre>
 * all                every version
 * none               no version that was ever released
 * 2.38               2.38 and whatever begins with it, such as 2.38.1
 * 3.14 to 3.17       from 3.14 to the last of 3.17, 3.17.8 included
 * before 2.41        everything older
 * from 6.16          6.16 and everything newer
 * </pre>
 *
 * @param stretches one per part between commas
 */
public record VersionRange(List<Stretch> stretches) {

    private static final String BEFORE = "before ";
    private static final String FROM = "from ";
    private static final String TO = " to ";

    /**
     * Versions without a gap.
     *
     * @param from the least that belongs to it
     * @param to the last series that belongs to it
     * @param before the least that no longer belongs to it
     */
    record Stretch(Optional<Version> from, Optional<Version> to, Optional<Version> before) {

        boolean contains(Version version) {
            return from.filter(least -> version.compareTo(least) < 0).isEmpty()
                    && to.filter(last -> version.compareToSeries(last) > 0).isEmpty()
                    && before.filter(end -> version.compareTo(end) >= 0).isEmpty();
        }

        private String text() {
            if (before.isPresent()) {
                return BEFORE + before.get();
            } else if (to.isEmpty()) {
                return from.map(least -> FROM + least).orElse("all");
            }
            return from.equals(to) ? to.get().toString() : from.orElseThrow() + TO + to.get();
        }
    }

    public VersionRange {
        stretches = List.copyOf(stretches);
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if the words are none
     */
    public static VersionRange parse(String words) {
        return new VersionRange(
                words.strip().equals("none")
                        ? List.of()
                        : Arrays.stream(words.split(",", -1))
                                .map(String::strip)
                                .map(VersionRange::stretch)
                                .toList());
    }

    private static Stretch stretch(String words) {
        if (words.equals("all")) {
            return new Stretch(Optional.empty(), Optional.empty(), Optional.empty());
        } else if (words.startsWith(BEFORE)) {
            return new Stretch(Optional.empty(), Optional.empty(), version(words.substring(BEFORE.length())));
        } else if (words.startsWith(FROM)) {
            return new Stretch(version(words.substring(FROM.length())), Optional.empty(), Optional.empty());
        }
        int to = words.indexOf(TO);
        return to < 0
                ? new Stretch(version(words), version(words), Optional.empty())
                : new Stretch(
                        version(words.substring(0, to)), version(words.substring(to + TO.length())), Optional.empty());
    }

    private static Optional<Version> version(String text) {
        return Optional.of(Version.of(text.strip()));
    }

    /** Whether a version lies in it. */
    public boolean contains(Version version) {
        return stretches.stream().anyMatch(stretch -> stretch.contains(version));
    }

    /** In words that {@link #parse} reads back. */
    public String text() {
        return stretches.isEmpty()
                ? "none"
                : stretches.stream().map(Stretch::text).collect(Collectors.joining(", "));
    }
}
