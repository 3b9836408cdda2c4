package org.shmstress.reports.model;

import java.util.List;

/**
 * One trial in full.
 *
 * @param anchor its place on the page
 * @param configuration its configuration in words
 * @param facts expected against seen, as the judge put it
 * @param figures what was counted
 * @param lists evidence and other lines, under a heading each
 * @param outcomes outcomes of this trial
 * @param segment the segment that all workers mapped; may be empty
 * @param workers who took part
 * @param histories what judges found in recorded operations; at most one
 * @param traces scripts, step by step
 * @param repeat the command that runs it again
 * @param portable the same without this run
 */
public record TrialDetail(
        Text id,
        String anchor,
        Mark mark,
        String configuration,
        Text reason,
        List<Pair> facts,
        List<Pair> figures,
        List<Lines> lists,
        List<Counted> outcomes,
        Text segment,
        List<Worker> workers,
        List<HistoryView> histories,
        List<Trace> traces,
        String repeat,
        String portable) {

    TrialDetail withoutOutcomes() {
        return new TrialDetail(
                id,
                anchor,
                mark,
                configuration,
                reason,
                facts,
                figures,
                lists,
                List.of(),
                segment,
                workers,
                histories,
                traces,
                repeat,
                portable);
    }

    /** A name and a value. */
    public record Pair(Text name, Text value) {}

    /** Lines under a heading; folded when they are many. */
    public record Lines(String heading, boolean folded, List<Text> lines) {}

    /** An outcome of the trial. */
    public record Counted(Text outcome, String count, String share, Mark expect) {}

    /** Whether any worker left a file that is at hand. */
    public boolean hasFiles() {
        return workers.stream().anyMatch(worker -> !worker.files().isEmpty());
    }

    /** A worker of the trial. */
    public record Worker(
            String index, String pid, Text jdk, Text path, String address, String cpu, Text exit, List<File> files) {}

    /** A file that a worker left, and the link to it. */
    public record File(String word, String link) {}

    /**
     * A script as it went.
     *
     * @param lanes the same as a drawing; at most one
     * @param caption what the drawing shows
     * @param columns how many processes act, when few enough for a column each; else 0
     * @param heads names of the columns
     * @param leftOut how many steps are left out after the last one, in words; may be empty
     */
    public record Trace(
            String heading,
            boolean folded,
            List<HistoryView.Lanes> lanes,
            String caption,
            int columns,
            List<String> heads,
            List<Step> steps,
            String leftOut) {}

    /**
     * One step.
     *
     * @param leftOut how many steps are left out before it, in words; may be empty
     * @param column column of the process that acts, from 1
     * @param mark id of a sign in the sprite for what befalls an object or a process; may be empty
     * @param together which steps it ran at the same time with, in words; may be empty
     */
    public record Step(
            int number,
            String leftOut,
            int column,
            String who,
            String time,
            String together,
            String mark,
            Text step,
            Text answer,
            boolean agrees,
            List<Text> allowed,
            List<State> states) {}

    /** A line of the state afterwards. */
    public record State(Text line, boolean changed) {}
}
