package org.shmstress.versions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Dotted numbers, such as 6.18.44. What a distribution or a release candidate adds to them is left out: it says nothing about order.
 *
 * @param numbers at least one, the most telling first
 */
public record Version(List<Integer> numbers) implements Comparable<Version> {

    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})*");

    public Version {
        numbers = List.copyOf(numbers);
    }

    /** The first version in a text: 6.1.0 in {@code Linux 6.1.0-18-amd64}. */
    public static Optional<Version> in(String text) {
        Matcher matcher = DOTTED.matcher(text);
        return matcher.find()
                ? Optional.of(new Version(Arrays.stream(matcher.group().split("\\."))
                        .map(Integer::valueOf)
                        .toList()))
                : Optional.empty();
    }

    /**
     * A version by itself.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static Version of(String text) {
        return Optional.of(text)
                .filter(t -> DOTTED.matcher(t).matches())
                .flatMap(Version::in)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no version such as 3.18"));
    }

    /** Numbers that are missing count as 0. */
    @Override
    public int compareTo(Version other) {
        return compare(other, Math.max(numbers.size(), other.numbers.size()));
    }

    /** Compares with a version that stands for all that begin with it: 3.17.8 is neither before nor after 3.17. */
    int compareToSeries(Version series) {
        return compare(series, series.numbers.size());
    }

    private int compare(Version other, int places) {
        for (int i = 0; i < places; i++) {
            int difference = Integer.compare(number(i), other.number(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int number(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }

    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
