package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.shmstress.observation.Finding;

/**
 * What of a finding can be drawn and read, however much was recorded: the operations without which nothing would be wrong, and as many others
 * around them as a reader can take in.
 *
 * @param finding the finding with these alone
 * @param leftOut how many operations it has beside
 */
record Excerpt(Finding finding, int leftOut) {

    private static final int MOST_NEEDED = 120;
    private static final int MOST_OTHERS = 30;
    private static final int MOST_STEPS = 400;
    private static final int MOST_DEATHS = 60;
    private static final int MOST_PAUSES = 60;

    static Excerpt of(Finding whole) {
        int size = whole.operations().size();
        if (size <= MOST_NEEDED
                && whole.explanation().size() <= MOST_STEPS
                && whole.deaths().size() <= MOST_DEATHS
                && whole.pauses().size() <= MOST_PAUSES) {
            return new Excerpt(whole, 0);
        }
        List<Integer> kept = kept(whole);
        Finding excerpt = new Finding(
                whole.judge(),
                whole.reason(),
                whole.round(),
                whole.recording(),
                whole.recorded(),
                kept.stream().map(whole.operations()::get).toList(),
                whole.deaths().stream().limit(MOST_DEATHS).toList(),
                steps(whole, kept),
                whole.pauses().stream().limit(MOST_PAUSES).toList());
        return new Excerpt(excerpt, size - kept.size());
    }

    private static List<Integer> kept(Finding whole) {
        int size = whole.operations().size();
        List<Integer> needed = IntStream.range(0, size)
                .filter(i -> whole.operations().get(i).needed())
                .limit(MOST_NEEDED)
                .boxed()
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
        return List.copyOf(kept);
    }

    /** Steps about operations that are left out say so little that they are left out as well. */
    private static List<Finding.Step> steps(Finding whole, List<Integer> kept) {
        List<Finding.Step> steps = new ArrayList<>();
        for (Finding.Step step : whole.explanation()) {
            int place = kept.indexOf(step.operation());
            boolean general = step.operation() < 0
                    || step.operation() >= whole.operations().size();
            if (steps.size() < MOST_STEPS && (general || place >= 0)) {
                steps.add(new Finding.Step(general ? -1 : place, step.words(), step.state(), step.contradicts()));
            }
        }
        return steps;
    }
}
