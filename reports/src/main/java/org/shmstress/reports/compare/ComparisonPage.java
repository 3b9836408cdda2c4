package org.shmstress.reports.compare;

import java.util.List;
import org.shmstress.reports.model.Frame;
import org.shmstress.reports.model.Mark;
import org.shmstress.reports.model.Text;

/**
 * What the page of a comparison shows.
 *
 * @param mark shape of the answer
 * @param word go or no-go
 * @param counts how much is the same
 * @param others pages of the other comparisons along an axis
 * @param news outcomes that appeared or vanished
 * @param noNews the same where chance explains it
 * @param speeds those that can be compared
 * @param notComparable those that cannot, and why
 * @param speedNote what the reference loop did
 * @param equal facts about the machine that are the same, in one line
 * @param command the comparison again
 */
public record ComparisonPage(
        Frame frame,
        Mark mark,
        String word,
        Text sentence,
        String counts,
        Text sides,
        List<Text> notes,
        List<Link> others,
        List<Text> reasons,
        List<GradeRow> grades,
        List<DeviationRow> deviations,
        List<OutcomeRow> news,
        List<OutcomeRow> noNews,
        List<AnswerRow> answers,
        List<SpeedRow> speeds,
        List<NotComparable> notComparable,
        String speedNote,
        List<QuarantineRow> quarantined,
        List<FactRow> environment,
        Text equal,
        Text baseName,
        Text newName,
        Text command) {

    /** Another page. */
    public record Link(String file, Text words) {}

    /** A scenario whose grade changed. */
    public record GradeRow(Text scenario, Mark base, Mark now, Text seen) {}

    /** A known defect that one side shows. */
    public record DeviationRow(Text scenario, String change, String trials, Text words) {}

    /** An outcome that one side has. */
    public record OutcomeRow(
            Text scenario, Text outcome, Mark expect, String change, String base, String now, String words) {}

    /** An answer that changed. */
    public record AnswerRow(Text scenario, Text cell, Text question, Text base, Text now) {}

    /** A scenario whose speeds cannot be compared. */
    public record NotComparable(Text scenario, String why) {}

    /**
     * A scenario's speed.
     *
     * @param ratio the ratio with its interval
     * @param from where the interval begins in the figure
     * @param at where the ratio is
     * @param to where the interval ends
     * @param shape path of the mark
     * @param words what the interval says
     */
    public record SpeedRow(
            Text scenario, String ratio, String from, String at, String to, String shape, String words) {}

    /** A change of a scenario in quarantine. */
    public record QuarantineRow(Text scenario, Text change, Text why) {}

    /** A fact about the machine. */
    public record FactRow(Text fact, Text base, Text now) {}
}
