package org.shmstress.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Folds the trials of a scenario into its verdict: a pure function. */
public final class Folder {

    private Folder() {}

    /**
     * A graded trial.
     *
     * @param cell JDK set and access path, e.g. {@code JDK 17, unsafe}
     * @param verdict what it means
     * @param samples samples, operations or tries
     * @param seconds how long it took
     */
    public record Graded(String cell, TrialVerdict verdict, long samples, double seconds) {}

    /**
     * FAILED, CRASHED or BROKEN anywhere wins, in that order; otherwise PASSED if each cell that was run saw its witness at
     * least once, otherwise UNKNOWN. Without a trial that ran: SKIPPED if the trials say so.
     */
    public static ScenarioVerdict fold(String scenario, List<Graded> trials) {
        long samples = trials.stream().mapToLong(Graded::samples).sum();
        double seconds = trials.stream().mapToDouble(Graded::seconds).sum();
        Graded worst = trials.stream()
                .max(Comparator.comparing(t -> t.verdict().grade()))
                .orElse(new Graded("", new TrialVerdict(Grade.UNKNOWN, "no trial ran", false, List.of()), 0, 0));
        Grade grade = worst.verdict().grade();
        String reason = worst.verdict().reason();
        if (grade == Grade.FAILED || grade == Grade.CRASHED || grade == Grade.BROKEN) {
            reason += trials.size() > 1 ? " (" + worst.cell() + ")" : "";
        } else if (trials.stream().anyMatch(t -> t.verdict().grade() == Grade.PASSED)) {
            Set<String> silent = cellsWithoutWitness(trials);
            grade = silent.isEmpty() ? Grade.PASSED : Grade.UNKNOWN;
            reason = silent.isEmpty()
                    ? passed(trials)
                    : "the interesting window was never entered under " + String.join("; ", silent);
        }
        return new ScenarioVerdict(scenario, grade, reason, trials.size(), samples, seconds);
    }

    /** Cells in which a trial ran and none had a witness. */
    public static Set<String> cellsWithoutWitness(List<Graded> trials) {
        Set<String> entered = trials.stream()
                .filter(t -> t.verdict().grade() == Grade.PASSED && t.verdict().witness())
                .map(Graded::cell)
                .collect(Collectors.toSet());
        return trials.stream()
                .filter(t -> t.verdict().grade() != Grade.SKIPPED)
                .map(Graded::cell)
                .filter(cell -> !entered.contains(cell))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String passed(List<Graded> trials) {
        List<Graded> passed =
                trials.stream().filter(t -> t.verdict().grade() == Grade.PASSED).toList();
        List<Graded> deviating =
                passed.stream().filter(t -> t.verdict().isDeviation()).toList();
        if (!deviating.isEmpty()) {
            return deviating.get(0).verdict().reason() + ", in " + deviating.size() + " of " + passed.size()
                    + " trials";
        }
        return passed.size() == 1
                ? passed.get(0).verdict().reason()
                : "nothing wrong in " + passed.size() + " trials; the last: "
                        + passed.get(passed.size() - 1).verdict().reason();
    }
}
