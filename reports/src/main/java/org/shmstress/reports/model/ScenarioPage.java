package org.shmstress.reports.model;

import java.util.List;

/**
 * All about one scenario.
 *
 * @param subject the first part of its id
 * @param subjectLink where its subject's scenarios are listed
 * @param mark its grade
 * @param facts trials, JDKs, amount, time, in one line
 * @param reason why it has this grade
 * @param lead what it tries
 * @param paragraphs the description
 * @param outcomes outcomes over all trials; empty for other kinds
 * @param otherOutcomes the rest, when there are too many to show
 * @param unseen rows of the outcome table that no outcome fell under
 * @param figures shares by configuration, drawn, of the outcomes that matter most
 * @param moreFigures the same of the other outcomes in the table
 * @param fieldsNote what the trials say nothing about, as they reached raw memory only; may be empty
 * @param heat shares by configuration; none for other kinds
 * @param operations one row per trial of a lock
 * @param histories one row per trial of an object with recorded operations
 * @param grid what became of these by schedule and JDKs; at most one
 * @param answers what became of accesses by JDK and compiler; at most one
 * @param deciding the trial that decided, in full; at most one
 * @param trials one row per trial
 * @param repeatAny the command that runs any of them again
 * @param others other trials that did not pass, in full
 * @param leftOut how many trials are not shown in full, in words; may be empty
 * @param cutOff trials without end, in words
 */
public record ScenarioPage(
        Frame frame,
        Text id,
        Text subject,
        String subjectLink,
        Mark mark,
        boolean mutant,
        String facts,
        Text reason,
        Text lead,
        List<Text> paragraphs,
        List<OutcomeRow> outcomes,
        List<OutcomeRow> otherOutcomes,
        List<Unseen> unseen,
        List<HeatFigure> figures,
        List<HeatFigure> moreFigures,
        List<Heat> heat,
        Text fieldsNote,
        List<OperationsRow> operations,
        List<HistoryRow> histories,
        List<Grid> grid,
        List<Grid> answers,
        List<TrialDetail> deciding,
        List<TrialRow> trials,
        String repeatAny,
        List<TrialDetail> others,
        String leftOut,
        List<String> cutOff) {

    /**
     * One outcome over all trials.
     *
     * @param bar width of the logarithm of its share, of 180
     */
    public record OutcomeRow(
            Text outcome,
            String count,
            String share,
            int bar,
            Mark expect,
            Text meaning,
            String firstSeen,
            Text bestSetting) {}

    /** A row of the outcome table that no outcome fell under. */
    public record Unseen(Text pattern, Mark expect, Text meaning) {}

    /** Shares of outcomes, one row per configuration. */
    public record Heat(List<Text> columns, List<HeatRow> rows) {}

    /** One configuration. */
    public record HeatRow(
            Text mode,
            Text jdks,
            Text jits,
            Text path,
            Text placement,
            String trials,
            String samples,
            List<Cell> cells) {}

    /**
     * A share as colour and words.
     *
     * @param tone {@code h0} to {@code h6}
     * @param forbidden a forbidden outcome that was seen
     */
    public record Cell(String words, String tone, boolean forbidden) {}

    /** A trial of a shared object. */
    public record OperationsRow(
            Text trial,
            String link,
            Mark mark,
            Text schedule,
            String operations,
            String recorded,
            String sum,
            String violations,
            String contended,
            boolean stalled) {}

    /** A trial in which operations were recorded. */
    public record HistoryRow(
            Text trial,
            String link,
            Mark mark,
            Text schedule,
            Text jdks,
            String operations,
            String rounds,
            String fenced,
            String overlapped,
            String faults,
            String undecided,
            Text judge) {}

    /** A row for each schedule or kind of access, a column for each JDK. */
    public record Grid(List<Text> columns, List<GridRow> rows) {}

    /** One schedule, or kind of access. */
    public record GridRow(Text schedule, List<Cell> cells) {}

    /** A trial in the list. */
    public record TrialRow(
            Text trial,
            String link,
            Mark mark,
            Text jdks,
            Text jits,
            Text path,
            Text placement,
            Text schedule,
            String seed,
            String amount,
            String seconds,
            boolean witness) {}
}
