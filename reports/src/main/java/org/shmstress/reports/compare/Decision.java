package org.shmstress.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.shmstress.reports.compare.GradeChange.Direction;
import org.shmstress.reports.compare.SpeedChange.Reading;
import org.shmstress.reports.model.Words;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.verdict.Grade;

/**
 * Whether to go.
 *
 * @param go whether nothing that counts speaks against it
 * @param sentence that in words
 * @param reasons what speaks against it
 */
public record Decision(boolean go, String sentence, List<String> reasons) {

    /**
     * Decides.
     *
     * @param objections why the new side proves too little, whatever was seen
     */
    static Decision of(Comparison seen, List<String> objections, Set<Aspect> failOn) {
        List<String> reasons = new ArrayList<>(objections);
        for (Aspect aspect : Aspect.values()) {
            if (failOn.contains(aspect)) {
                reasons.addAll(reasons(seen, aspect));
            }
        }
        return new Decision(reasons.isEmpty(), reasons.isEmpty() ? go(seen) : noGo(reasons), List.copyOf(reasons));
    }

    private static String noGo(List<String> reasons) {
        return reasons.size() == 1
                ? "One reason: " + reasons.get(0) + "."
                : Words.count(reasons.size()) + " reasons, the first: " + reasons.get(0) + ".";
    }

    private static String go(Comparison seen) {
        String begin =
                "Nothing that counts became worse in " + Words.counted(seen.scenarios(), "scenario", "scenarios");
        List<String> but = new ArrayList<>();
        int unproved = seen.grades(Direction.UNPROVED).size();
        if (unproved > 0) {
            but.add("of " + unproved + " that passed on the base the new side proves nothing");
        }
        long known =
                seen.deviations().stream().filter(DeviationChange::appeared).count();
        if (known > 0) {
            but.add(Words.counted(known, "scenario shows", "scenarios show")
                    + " a known defect that the base did not show");
        }
        return but.isEmpty() ? begin + "." : begin + ", but " + String.join(", and ", but) + ".";
    }

    private static List<String> reasons(Comparison seen, Aspect aspect) {
        return switch (aspect) {
            case GRADE ->
                seen.grades(Direction.WORSE).stream().map(Decision::grade).toList();
            case PROOF ->
                seen.grades(Direction.UNPROVED).stream().map(Decision::grade).toList();
            case DEVIATION ->
                seen.deviations().stream()
                        .filter(DeviationChange::counts)
                        .map(Decision::deviation)
                        .toList();
            case OUTCOME ->
                seen.outcomes().stream()
                        .filter(OutcomeChange::counts)
                        .map(Decision::outcome)
                        .toList();
            case CONFORMANCE ->
                seen.answers().stream()
                        .filter(AnswerChange::news)
                        .map(Decision::answer)
                        .toList();
            case ENVIRONMENT ->
                seen.environment().stream()
                        .map(e -> e.fact() + " differs: " + orNothing(e.base()) + " → " + orNothing(e.now()))
                        .toList();
            case SPEED ->
                seen.speeds(Reading.SLOWER).stream().map(Decision::speed).toList();
        };
    }

    static String grade(GradeChange change) {
        return change.scenario() + " was " + grade(change.base()) + " and is " + grade(change.now())
                + (change.mutant() ? ", though it has a planted defect: " : ": ") + change.seen();
    }

    static String grade(Optional<Grade> grade) {
        return grade.map(Enum::name).orElse("without a grade");
    }

    static String deviation(DeviationChange change) {
        return change.scenario() + " passes as on the base, and "
                + (change.appeared() ? "now shows" : "no longer shows") + " a known defect: " + change.words();
    }

    static String answer(AnswerChange change) {
        return change.scenario() + ", " + change.cell() + ": " + change.question() + " was "
                + String.join(" or ", change.base()) + ", is " + String.join(" or ", change.now());
    }

    static String speed(SpeedChange change) {
        return String.format(
                Locale.ROOT,
                "%s runs at %.2f of the base's speed (%.2f to %.2f)",
                change.scenario(),
                change.ratio(),
                change.low(),
                change.high());
    }

    static String outcome(OutcomeChange change) {
        String kind = change.expect().name().toLowerCase(Locale.ROOT);
        return change.scenario() + ": the " + kind + " outcome " + change.outcome()
                + (change.appeared() ? " appeared, " : " vanished, ") + inWords(change);
    }

    /** How often it was seen, and what that means. */
    static String inWords(OutcomeChange change) {
        long count = change.appeared() ? change.newCount() : change.baseCount();
        long samples = change.appeared() ? change.newSamples() : change.baseSamples();
        long other = change.appeared() ? change.baseSamples() : change.newSamples();
        return Words.large(count) + " of " + Words.large(samples)
                + (change.appeared() ? ", on the base none of " : ", now none of ")
                + Words.large(other)
                + (change.expect() == Expect.FORBIDDEN && change.appeared()
                        ? ""
                        : "; by chance " + probability(change.chance()));
    }

    private static String probability(double chance) {
        return chance >= 0.01 ? String.format(Locale.ROOT, "%.2f", chance) : chance > 0 ? Words.powers(chance) : "0";
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "not known" : value;
    }
}
