package org.shmstress.reports.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.shmstress.reports.compare.SpeedChange.Reading;
import org.shmstress.reports.model.Text;
import org.shmstress.reports.model.Words;

/** A comparison for a terminal or a log. */
public final class ComparisonText {
    private static final int MOST_ROWS = 40;

    private final StringBuilder out = new StringBuilder();

    private ComparisonText() {}

    /** Lines, the answer first. */
    public static String of(Comparison seen) {
        ComparisonText text = new ComparisonText();
        text.answer(seen);
        text.section("Grades that changed", seen.grades(), ComparisonText::grade);
        text.section("Known defects that appeared or vanished", seen.deviations(), ComparisonText::deviation);
        text.section(
                "Outcomes that appeared or vanished",
                seen.outcomes().stream().filter(OutcomeChange::news).toList(),
                ComparisonText::outcome);
        text.section(
                "Differences of outcomes that chance explains",
                seen.outcomes().stream().filter(o -> !o.news()).toList(),
                ComparisonText::outcome);
        text.section("Answers of the system that changed", seen.answers(), ComparisonText::answer);
        text.speed(seen);
        text.section(
                "Changes in quarantine, which decide nothing",
                seen.quarantined(),
                q -> shortly(q.change()) + "; quarantined: " + shortly(q.why()));
        text.section("What differs between the two", seen.environment(), ComparisonText::environment);
        return text.out.toString();
    }

    private void answer(Comparison seen) {
        line(seen.base() + " → " + seen.now());
        line((seen.decision().go() ? "GO. " : "NO-GO. ") + seen.decision().sentence());
        line(seen.unchanged() + " of "
                + Words.counted(seen.scenarios(), "scenario has", "scenarios have")
                        .replace('\u00a0', ' ') + " the same grade.");
        seen.shortfalls().forEach(s -> line("Note: " + s + "."));
        List<String> reasons = seen.decision().reasons();
        if (reasons.size() > 1) {
            section("Reasons", reasons, r -> r);
        }
    }

    private void speed(Comparison seen) {
        List<SpeedChange> told = seen.speeds().stream()
                .filter(s -> s.reading() == Reading.SLOWER || s.reading() == Reading.FASTER)
                .toList();
        section("Speed against the reference loop, new ÷ base", told, ComparisonText::speed);
        if (!seen.speeds().isEmpty()) {
            out.append('\n');
            line("Speed: " + seen.speeds(Reading.NO_DIFFERENCE).size() + " without a difference, "
                    + seen.speeds(Reading.NOT_COMPARABLE).size() + " not comparable"
                    + (seen.reference() > 0
                            ? String.format(
                                    Locale.ROOT,
                                    "; a turn of the reference loop takes %.2f of the base's time",
                                    seen.reference())
                            : "")
                    + ".");
        }
    }

    private <T> void section(String title, List<T> rows, Function<T, String> words) {
        if (rows.isEmpty()) {
            return;
        }
        out.append('\n');
        line(title + " (" + rows.size() + "):");
        rows.stream().limit(MOST_ROWS).forEach(row -> line("  " + words.apply(row)));
        if (rows.size() > MOST_ROWS) {
            line("  and " + (rows.size() - MOST_ROWS) + " more; see the page or --json");
        }
    }

    /** What names may hold must not move the cursor, nor be longer than anybody reads. */
    private void line(String words) {
        out.append(Text.prose(words.replace('\n', ' ')).shown()).append('\n');
    }

    private static String shortly(String words) {
        return Text.of(words).shown();
    }

    private static String grade(GradeChange change) {
        return shortly(change.scenario()) + ": " + Decision.grade(change.base()) + " → " + Decision.grade(change.now())
                + (change.mutant() ? " (has a planted defect)" : "") + ": " + shortly(change.seen());
    }

    private static String deviation(DeviationChange change) {
        return shortly(change.scenario()) + ": " + (change.appeared() ? "appeared" : "vanished") + ", "
                + inTrials(change) + ": " + shortly(change.words());
    }

    /** How often it was seen, and whether versions can be the cause. */
    static String inTrials(DeviationChange change) {
        return "seen in " + change.shown() + " of " + Words.counted(change.trials(), "trial", "trials")
                + (change.appeared() ? ", on the base in none of " : ", now in none of ") + change.others()
                + (change.news() ? "" : "; by chance, as far as one can tell");
    }

    private static String outcome(OutcomeChange change) {
        return shortly(change.scenario()) + ": " + change.expect().name().toLowerCase(Locale.ROOT) + " "
                + shortly(change.outcome()) + (change.appeared() ? " appeared: " : " vanished: ")
                + Decision.inWords(change);
    }

    private static String answer(AnswerChange change) {
        return shortly(change.scenario()) + ", " + shortly(change.cell()) + ": " + shortly(change.question()) + ": "
                + shortly(String.join(" or ", change.base())) + " → " + shortly(String.join(" or ", change.now()))
                + (change.news() ? "" : " (some answers are the same)");
    }

    private static String speed(SpeedChange change) {
        return String.format(
                Locale.ROOT,
                "%s: %s, %.2f (%.2f to %.2f)",
                shortly(change.scenario()),
                change.reading().name().toLowerCase(Locale.ROOT),
                change.ratio(),
                change.low(),
                change.high());
    }

    private static String environment(EnvironmentChange change) {
        return change.fact() + ": " + orNothing(change.base()) + " → " + orNothing(change.now());
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "not known" : shortly(value);
    }
}
