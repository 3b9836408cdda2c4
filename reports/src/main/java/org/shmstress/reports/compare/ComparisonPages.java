package org.shmstress.reports.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shmstress.reports.compare.ComparisonPage.AnswerRow;
import org.shmstress.reports.compare.ComparisonPage.DeviationRow;
import org.shmstress.reports.compare.ComparisonPage.FactRow;
import org.shmstress.reports.compare.ComparisonPage.GradeRow;
import org.shmstress.reports.compare.ComparisonPage.Link;
import org.shmstress.reports.compare.ComparisonPage.NotComparable;
import org.shmstress.reports.compare.ComparisonPage.OutcomeRow;
import org.shmstress.reports.compare.ComparisonPage.QuarantineRow;
import org.shmstress.reports.compare.ComparisonPage.SpeedRow;
import org.shmstress.reports.compare.SpeedChange.Reading;
import org.shmstress.reports.model.Frame;
import org.shmstress.reports.model.Mark;
import org.shmstress.reports.model.Text;
import org.shmstress.reports.model.Words;
import org.shmstress.verdict.Grade;

/** Puts a comparison into the words of its page. */
public final class ComparisonPages {
    private static final double MIDDLE = 150;
    private static final double HALF = 134;

    private ComparisonPages() {}

    /**
     * The page of a comparison.
     *
     * @param schema schema version of the newer record
     * @param product version that wrote it
     * @param command the command line that compares again
     * @param others pages of other comparisons
     */
    public static ComparisonPage of(Comparison seen, int schema, String product, String command, List<Link> others) {
        boolean go = seen.decision().go();
        String word = go ? "GO." : "NO-GO.";
        Text sides = Text.of(seen.base() + " → " + seen.now());
        Frame frame = new Frame(
                word + " " + Text.of(seen.base()).shown() + " to "
                        + Text.of(seen.now()).shown() + " · shmstress",
                sides,
                List.of(),
                schema,
                Text.of(product),
                Text.of(command).shown());
        return new ComparisonPage(
                frame,
                Mark.of(go ? Grade.PASSED : Grade.FAILED),
                word,
                Text.prose(seen.decision().sentence()),
                Words.count(seen.unchanged()) + " of "
                        + Words.counted(seen.scenarios(), "scenario has", "scenarios have")
                        + " the same grade. Exit code "
                        + (go ? 0 : 1) + ".",
                sides,
                seen.shortfalls().stream().map(s -> Text.of(s + ".")).toList(),
                others,
                seen.decision().reasons().stream().map(Text::of).toList(),
                seen.grades().stream().map(ComparisonPages::grade).toList(),
                seen.deviations().stream().map(ComparisonPages::deviation).toList(),
                outcomes(seen, true),
                outcomes(seen, false),
                seen.answers().stream().map(ComparisonPages::answer).toList(),
                seen.speeds().stream()
                        .filter(s -> s.reading() != Reading.NOT_COMPARABLE)
                        .map(ComparisonPages::speed)
                        .toList(),
                seen.speeds().stream()
                        .filter(s -> s.reading() == Reading.NOT_COMPARABLE)
                        .map(s -> new NotComparable(Text.of(s.scenario()), s.why()))
                        .toList(),
                reference(seen),
                seen.quarantined().stream()
                        .map(q -> new QuarantineRow(Text.of(q.scenario()), Text.of(q.change()), Text.of(q.why())))
                        .toList(),
                seen.environment().stream()
                        .map(e -> new FactRow(Text.of(e.fact()), known(e.base()), known(e.now())))
                        .toList(),
                Text.of(String.join(", ", seen.equalFacts())),
                Text.of(seen.base()),
                Text.of(seen.now()),
                Text.of(command));
    }

    private static GradeRow grade(GradeChange change) {
        return new GradeRow(
                Text.of(change.scenario()),
                mark(change.base()),
                mark(change.now()),
                Text.of((change.mutant() ? "Has a planted defect: FAILED is what it is there for. " : "")
                        + change.seen()));
    }

    private static DeviationRow deviation(DeviationChange change) {
        return new DeviationRow(
                Text.of(change.scenario()),
                change.appeared() ? "appeared" : "vanished",
                ComparisonText.inTrials(change),
                Text.of(change.words()));
    }

    private static Mark mark(Optional<Grade> grade) {
        return grade.map(Mark::of).orElse(Mark.notFinished());
    }

    private static List<OutcomeRow> outcomes(Comparison seen, boolean news) {
        return seen.outcomes().stream()
                .filter(o -> o.news() == news)
                .map(ComparisonPages::outcome)
                .toList();
    }

    private static OutcomeRow outcome(OutcomeChange o) {
        return new OutcomeRow(
                Text.of(o.scenario()),
                Text.of(o.outcome()),
                Mark.of(o.expect()),
                o.appeared() ? "appeared" : "vanished",
                Words.large(o.baseCount()) + " of " + Words.large(o.baseSamples()),
                Words.large(o.newCount()) + " of " + Words.large(o.newSamples()),
                "at the other side's rate "
                        + (o.due() < 100
                                ? String.format(Locale.ROOT, "%.2g", o.due())
                                : Words.large(Math.round(o.due())))
                        + " were due; chance explains it with probability "
                        + (o.chance() >= 0.01
                                ? String.format(Locale.ROOT, "%.2f", o.chance())
                                : Words.powers(o.chance())));
    }

    private static AnswerRow answer(AnswerChange a) {
        return new AnswerRow(
                Text.of(a.scenario()),
                Text.of(a.cell()),
                Text.of(a.question()),
                Text.of(String.join(" or ", a.base())),
                Text.of(String.join(" or ", a.now())));
    }

    private static SpeedRow speed(SpeedChange s) {
        double at = x(s.ratio());
        return new SpeedRow(
                Text.of(s.scenario()),
                String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", s.ratio(), s.low(), s.high()),
                coordinate(x(s.low())),
                coordinate(at),
                coordinate(x(s.high())),
                shape(s.reading(), at),
                s.reading().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String shape(Reading reading, double at) {
        String left = coordinate(at - 5);
        return switch (reading) {
            case FASTER -> "M" + left + " 15h10l-5 -10z";
            case SLOWER -> "M" + left + " 5h10l-5 10z";
            default -> "M" + left + " 10a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z";
        };
    }

    /** From half to double, logarithmic; what lies outside is drawn at the edge. */
    private static double x(double ratio) {
        double log2 = Math.log(ratio) / Math.log(2);
        return MIDDLE + HALF * Math.max(-1, Math.min(1, log2));
    }

    private static String coordinate(double x) {
        return String.format(Locale.ROOT, "%.1f", x);
    }

    private static String reference(Comparison seen) {
        return seen.reference() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "A turn of the reference loop took %.2f of the base's time.", seen.reference());
    }

    private static Text known(String value) {
        return Text.of(value.isEmpty() ? "not known" : value);
    }
}
