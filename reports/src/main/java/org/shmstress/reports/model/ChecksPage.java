package org.shmstress.reports.model;

import java.util.List;
import org.shmstress.reports.model.FrontPage.Tally;

/**
 * Scenarios that each check one sentence, in tables.
 *
 * @param subject the first part of their ids
 * @param heading the finding, in one sentence
 * @param facts how many, in one line
 * @param lead what these are
 * @param sentence head of the column of sentences
 * @param controls whether any row tells of controls
 * @param groups the tables, worst first
 * @param repeatAny the command that runs any trial again that is told of here only; may be empty
 */
public record ChecksPage(
        Frame frame,
        String subject,
        String heading,
        String facts,
        String lead,
        String sentence,
        boolean controls,
        List<Tally> tally,
        List<Group> groups,
        String repeatAny) {

    /**
     * Rows that belong together.
     *
     * @param name what they are about; empty if there is but one group
     * @param open whether it is shown unasked
     */
    public record Group(Text name, boolean open, List<Tally> tally, List<Row> rows) {}

    /**
     * One scenario.
     *
     * @param anchor its place on the page
     * @param number its id without the subject
     * @param link to its own page; empty if all is said here
     * @param reason why it has its grade
     * @param deviates whether something was wrong that is known and accepted
     * @param told what was seen, one line each
     * @param evidence step by step, for those who want it
     * @param controls what must not pass, and whether it was caught
     * @param trial the trial that it was; empty if its own page has it
     */
    public record Row(
            String anchor,
            Text number,
            String link,
            Mark mark,
            Text sentence,
            Text reason,
            boolean deviates,
            List<Text> told,
            List<Text> evidence,
            List<Control> controls,
            String trial) {}

    /** A case in which the check must object. */
    public record Control(Text words, boolean caught) {}
}
