package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shmstress.observation.Finding;

/**
 * What of a finding can be drawn and read, however much was recorded: the operation that contradicts, those without which nothing would be
 * wrong, and as many others around them as a reader can take in.
 *
 * @param finding the finding with these alone
 * @param leftOut which operations it has beside, in words; empty if none
 * @param gaps how many steps of the explanation are left out before each of those that are shown, and after the last
 */
record Excerpt(Finding finding, String leftOut, List<Integer> gaps) {

    private static final int MOST_NEEDED = 120;
    private static final int MOST_OTHERS = 30;
    private static final int MOST_STEPS = 400;
    private static final int MOST_DEATHS = 60;
    private static final int MOST_PAUSES = 60;
    private static final int MOST_GAPS = 4;

    static Excerpt of(Finding whole) {
        int size = whole.operations().size();
        if (size <= MOST_NEEDED
                && whole.explanation().size() <= MOST_STEPS
                && whole.deaths().size() <= MOST_DEATHS
                && whole.pauses().size() <= MOST_PAUSES) {
            return new Excerpt(
                    whole, "", whole.explanation().stream().map(s -> 0).toList());
        }
        Cut operations = operations(whole);
        Cut steps = steps(whole, operations);
        Finding excerpt = new Finding(
                whole.judge(),
                whole.reason(),
                whole.round(),
                whole.recording(),
                whole.recorded(),
                operations.kept().stream().map(whole.operations()::get).toList(),
                whole.deaths().stream().limit(MOST_DEATHS).toList(),
                steps.kept().stream()
                        .map(i -> renumbered(whole, whole.explanation().get(i), operations))
                        .toList(),
                whole.pauses().stream().limit(MOST_PAUSES).toList(),
                whole.sections().stream().limit(MOST_NEEDED).toList());
        return new Excerpt(
                excerpt,
                leftOut(operations),
                IntStream.rangeClosed(0, steps.kept().size())
                        .mapToObj(steps::leftOutBefore)
                        .toList());
    }

    private static Cut operations(Finding whole) {
        int size = whole.operations().size();
        Set<Integer> wrong = whole.explanation().stream()
                .filter(Finding.Step::contradicts)
                .map(Finding.Step::operation)
                .collect(Collectors.toSet());
        List<Integer> candidates = IntStream.range(0, size)
                .filter(i -> whole.operations().get(i).needed() || wrong.contains(i))
                .boxed()
                .toList();
        int last = candidates.isEmpty() ? -1 : candidates.get(candidates.size() - 1);
        boolean named = candidates.stream().anyMatch(wrong::contains);
        List<Integer> needed = Cut.of(
                        candidates.size(),
                        MOST_NEEDED,
                        i -> named ? wrong.contains(candidates.get(i)) : candidates.get(i) == last)
                .kept()
                .stream()
                .map(candidates::get)
                .toList();
        TreeSet<Integer> kept = new TreeSet<>(needed);
        int others = Math.min(MOST_OTHERS, size - kept.size());
        for (int away = 1; others > 0 && away < size; away++) {
            for (int index : needed.isEmpty() ? List.of(0) : needed) {
                for (int near : new int[] {index - away, index + away}) {
                    if (others > 0 && near >= 0 && near < size && kept.add(near)) {
                        others--;
                    }
                }
            }
        }
        return new Cut(List.copyOf(kept), size);
    }

    /** Steps about operations that are left out say so little that they are left out as well. */
    private static Cut steps(Finding whole, Cut operations) {
        Set<Integer> shown = Set.copyOf(operations.kept());
        List<Finding.Step> all = whole.explanation();
        List<Integer> candidates = IntStream.range(0, all.size())
                .filter(i -> isGeneral(whole, all.get(i))
                        || shown.contains(all.get(i).operation()))
                .boxed()
                .toList();
        Cut cut = Cut.of(
                candidates.size(), MOST_STEPS, i -> all.get(candidates.get(i)).contradicts());
        return new Cut(cut.kept().stream().map(candidates::get).toList(), all.size());
    }

    private static boolean isGeneral(Finding whole, Finding.Step step) {
        return step.operation() < 0 || step.operation() >= whole.operations().size();
    }

    private static Finding.Step renumbered(Finding whole, Finding.Step step, Cut operations) {
        int place = isGeneral(whole, step) ? -1 : operations.kept().indexOf(step.operation());
        return new Finding.Step(place, step.words(), step.state(), step.contradicts());
    }

    private static String leftOut(Cut operations) {
        int count = operations.size() - operations.kept().size();
        if (count == 0) {
            return "";
        }
        List<String> ranges = new ArrayList<>();
        for (int place = 0; place <= operations.kept().size(); place++) {
            int gap = operations.leftOutBefore(place);
            int to = place == operations.kept().size()
                    ? operations.size()
                    : operations.kept().get(place);
            if (gap > 0) {
                ranges.add(gap == 1 ? Words.count(to) : Words.count(to - gap + 1) + " to " + Words.count(to));
            }
        }
        String where = ranges.stream().limit(MOST_GAPS).collect(Collectors.joining(", "));
        return Words.counted(count, "operation is", "operations are") + " not drawn: in order of their begin, " + where
                + (ranges.size() > MOST_GAPS ? " and others" : "") + ".";
    }
}
