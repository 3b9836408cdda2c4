package org.shmstress.reports.model;

import java.util.List;

/**
 * The whole run over time.
 *
 * @param facts what is drawn, in one line
 * @param width of the drawing
 * @param height of the drawing
 * @param ticks times along the top
 * @param labels what the rows are
 * @param trials trials, in the rows above
 * @param lives worker JVMs, in the rows below, each where there is room
 * @param merged those of both that have no title, as one path per tone
 * @param uses when each was in a trial, as one path per row
 * @param ends lives that did not end by being asked
 * @param trialRows trials as a table
 * @param trialsLeftOut how many more there are, in words; may be empty
 * @param workersLeftOut how many more JVMs there are, in words; may be empty
 * @param workers worker JVMs as a table
 * @param cutOff trials without an end, in words
 * @param trace file of the same as trace events
 */
public record TimelinePage(
        Frame frame,
        String facts,
        int width,
        int height,
        List<Tick> ticks,
        List<Label> labels,
        List<Bar> trials,
        List<Bar> lives,
        List<Merged> merged,
        List<String> uses,
        List<End> ends,
        List<TrialRow> trialRows,
        String trialsLeftOut,
        String workersLeftOut,
        List<WorkerRow> workers,
        List<String> cutOff,
        String trace) {

    /** A time along the top. */
    public record Tick(int x, String words) {}

    /** Name of rows. */
    public record Label(int y, String name, String about) {}

    /**
     * A stretch of time.
     *
     * @param tone class of its rectangle
     * @param title all that is known of it
     */
    public record Bar(int x, int y, int width, int height, String tone, String title) {}

    /** Stretches of time that look alike. */
    public record Merged(String tone, String path) {}

    /**
     * The end of a worker JVM.
     *
     * @param shape id of its mark in the sprite
     */
    public record End(int x, int y, String shape, String title) {}

    /** A trial. */
    public record TrialRow(
            String from, String took, String at, Text trial, Text scenario, String link, Mark mark, Text pids) {}

    /**
     * A worker JVM.
     *
     * @param log path of its log; may be empty
     * @param link the link to it; empty if it is not there
     */
    public record WorkerRow(
            String pid, String jdk, Text path, String from, String to, String at, Text exit, Text log, String link) {}
}
