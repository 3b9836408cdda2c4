package org.shmstress.reports.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.TrialVerdict;

/**
 * A defect that is known and accepted, and that one side shows and the other does not, though the scenario passes on both. Such defects are
 * known of versions, so where kernel, C library and JDKs are the same both sides have it, and only chance has shown it on one.
 *
 * @param appeared whether the new side shows it
 * @param words what is known and what was seen, as the side that shows it tells it
 * @param shown trials that showed it
 * @param trials trials on the side that shows it
 * @param others trials that passed on the side that does not
 * @param news whether it came with other versions: in any trial where one look is enough, in half of them where a defect of an object
 *     needs luck to be seen
 */
public record DeviationChange(
        String scenario, boolean appeared, String words, int shown, int trials, int others, boolean news) {

    private static final List<String> VERSIONS = List.of("Kernel", "libc", "JDKs");

    /** What is gone is no reason against anything. */
    boolean counts() {
        return appeared && news;
    }

    /** What one side shows and the other does not, what counts first. */
    public static List<DeviationChange> between(Side base, Side now) {
        boolean upgraded = VERSIONS.stream()
                .anyMatch(fact -> !Objects.equals(
                        base.environment().get(fact), now.environment().get(fact)));
        List<DeviationChange> changes = new ArrayList<>();
        for (String scenario : now.scenarios().keySet()) {
            List<TrialFinished> before = base.trialsOf(scenario);
            List<TrialFinished> after = now.trialsOf(scenario);
            List<String> known = words(before).toList();
            List<String> knownNow = words(after).toList();
            if (known.isEmpty() && !knownNow.isEmpty() && passed(before) > 0) {
                changes.add(change(scenario, true, knownNow, after, passed(before), upgraded));
            } else if (!known.isEmpty() && knownNow.isEmpty() && passed(after) > 0) {
                changes.add(change(scenario, false, known, before, passed(after), upgraded));
            }
        }
        changes.sort(Comparator.comparing((DeviationChange c) -> !c.counts()).thenComparing(c -> !c.appeared()));
        return changes;
    }

    private static DeviationChange change(
            String scenario,
            boolean appeared,
            List<String> words,
            List<TrialFinished> having,
            int others,
            boolean upgraded) {
        boolean atOnce = having.stream().allMatch(t -> t.observation().scripts().isPresent());
        boolean often = 2 * words.size() >= having.size();
        return new DeviationChange(
                scenario, appeared, words.get(0), words.size(), having.size(), others, upgraded && (atOnce || often));
    }

    private static int passed(List<TrialFinished> trials) {
        return (int) trials.stream().filter(t -> t.grade() == Grade.PASSED).count();
    }

    /** What is known, from each trial that showed it. */
    private static Stream<String> words(List<TrialFinished> trials) {
        return trials.stream()
                .flatMap(trial -> trial.facts().stream()
                        .filter(fact -> fact.key().equals(TrialVerdict.KNOWN_DEVIATION))
                        .map(Fact::value)
                        .limit(1));
    }
}
