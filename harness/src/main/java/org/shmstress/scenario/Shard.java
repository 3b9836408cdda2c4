package org.shmstress.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.shmstress.HarnessException;

/**
 * One of several equal parts of the selected scenarios, each run by a machine of its own. Scenarios are dealt out like cards, in the order of
 * their ids: the parts are disjoint, together they are everything, and neighbours, which take about as long as each other, go to
 * different ones. The same selection of the same build is dealt alike everywhere.
 *
 * @param index which part, from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {

    /** Everything. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    public Shard {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException("no shard " + index + " of " + count);
        }
    }

    /** Reads {@code 2/5}; empty if that is no shard. */
    public static Optional<Shard> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(matcher.group(1));
        int count = Integer.parseInt(matcher.group(2));
        return index < 1 || index > count ? Optional.empty() : Optional.of(new Shard(index, count));
    }

    /**
     * This part of the scenarios, in the order of their ids unless it is the whole.
     *
     * @throws HarnessException of kind USAGE if there are so many parts that this one is empty
     */
    public List<Scenario> of(List<Scenario> scenarios) {
        if (count == 1) {
            return scenarios;
        }
        if (index > scenarios.size()) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "--shard " + this + " is empty: " + scenarios.size()
                            + " scenarios are selected, use no more shards than that");
        }
        List<Scenario> dealt =
                scenarios.stream().sorted(Comparator.comparing(Scenario::id)).toList();
        return IntStream.range(0, dealt.size())
                .filter(i -> i % count == index - 1)
                .mapToObj(dealt::get)
                .toList();
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
