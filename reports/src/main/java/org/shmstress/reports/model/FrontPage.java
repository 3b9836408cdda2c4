package org.shmstress.reports.model;

import java.util.List;

/**
 * The page that answers first.
 *
 * @param verdict the answer
 * @param tally scenarios by grade, worst first; empty when there is none to count
 * @param only the scenario, if it is the only one: it then stands in place of findings and subjects
 * @param findings what was found, worst first
 * @param furtherFindings what was left out of the findings, counted; may be empty
 * @param environment what it ran on
 * @param details the rest of the environment
 * @param totals one line of totals
 * @param subjects where the time went, and the scenarios
 * @param notRun what was not run, by reason
 * @param calibration planted defects that ran to measure the run's own power
 * @param power what the tester catches
 * @param workers worker JVMs, in one line; empty if there were none
 */
public record FrontPage(
        Frame frame,
        Verdict verdict,
        List<Tally> tally,
        List<Finding> only,
        List<Finding> findings,
        List<String> furtherFindings,
        List<Item> environment,
        List<Item> details,
        String totals,
        List<Subject> subjects,
        List<NotRun> notRun,
        List<Mutant> calibration,
        Power power,
        String workers) {

    /**
     * The answer.
     *
     * @param mark its shape
     * @param word its word, as the headline begins
     * @param sentence the headline
     * @param counts what was counted, in words
     * @param notes what else must be known before the rest is believed, one line each
     * @param when date, duration, machine
     */
    public record Verdict(Mark mark, String word, Text sentence, String counts, List<Text> notes, String when) {}

    /** So many scenarios have this grade. */
    public record Tally(Mark mark, String count, boolean none) {}

    /** A scenario worth reading about. */
    public record Finding(Mark mark, Text id, String link, Text title, Text reason, String meta, String repeat) {}

    /** A name, a value, and what stands small beneath it. */
    public record Item(String name, Text value, List<Text> small) {}

    /**
     * Scenarios that share the first part of their id.
     *
     * @param bar width of its share of the time, of 180
     * @param page whether the rows stand on a page of their own
     */
    public record Subject(
            Text name,
            String anchor,
            String list,
            boolean page,
            boolean open,
            String scenarios,
            List<Tally> grades,
            String exercised,
            String seconds,
            int bar,
            List<Row> rows) {}

    /** A scenario in a list. */
    public record Row(Mark mark, Text id, String link, Text title, Text note, String trials, String seconds) {}

    /** Scenarios and trials that did not run, for one reason. */
    public record NotRun(Text reason, String scenarios, String trials, List<Text> which, String more) {}

    /** A planted defect of the calibration. */
    public record Mutant(Mark mark, Text id, String link, Text title, String result) {}
}
