package org.shmstress.reports.model;

import java.util.List;

/**
 * A history that cannot have come from a correct object, drawn and explained.
 *
 * @param seen in one sentence, what was recorded, how, and who found it
 * @param lanes one lane per process
 * @param columns how many processes act in the explanation, when few enough for a column each; else 0
 * @param heads names of the columns
 * @param before what is so before the first step
 * @param steps the operations, in the order that the explanation takes them
 * @param leftOut how many steps are left out after the last one, in words; may be empty
 * @param after what is said in the end
 */
public record HistoryView(
        Text seen,
        Lanes lanes,
        int columns,
        List<String> heads,
        List<Text> before,
        List<Step> steps,
        String leftOut,
        List<Text> after) {

    /**
     * One operation of the explanation.
     *
     * @param leftOut how many steps are left out before it, in words; may be empty
     * @param column column of the process that acts, from 1
     * @param time when it ran, after the first one
     * @param call operation and arguments
     * @param response how it ended
     * @param wrong whether it cannot have ended like that
     * @param note why it cannot; may be empty
     * @param state what that leaves the object in; may be empty
     */
    public record Step(
            int number,
            String leftOut,
            int column,
            String who,
            String time,
            Text call,
            Text response,
            boolean wrong,
            Text note,
            Text state) {}

    /**
     * Operations over time. Distances are compressed, order is kept.
     *
     * @param width of the drawing
     * @param height of the drawing
     * @param labels of the lanes
     * @param lines where lanes are drawn
     * @param bars operations
     * @param insides when operations were inside a critical section
     * @param deaths where a lane ends by kill -9
     * @param ticks times along the top
     */
    public record Lanes(
            int width,
            int height,
            List<Label> labels,
            List<Line> lines,
            List<Bar> bars,
            List<Inside> insides,
            List<Death> deaths,
            List<Stop> stops,
            List<Tick> ticks) {

        /** Whether any operation has no answer. */
        public boolean hasOpen() {
            return bars.stream().anyMatch(bar -> bar.style().contains(" open"));
        }

        /** The signs above bars, each once. */
        public List<Sign> signs() {
            return ScriptMarks.MEANINGS.entrySet().stream()
                    .filter(sign -> bars.stream().anyMatch(bar -> bar.mark().equals(sign.getKey())))
                    .map(sign -> new Sign(sign.getKey(), sign.getValue()))
                    .toList();
        }
    }

    /** A sign, and what it means. */
    public record Sign(String shape, String words) {}

    /** Name of a lane, and what more is to be said of its process. */
    public record Label(int y, String name, String about) {}

    /** A lane. */
    public record Line(int y, int fromX, int toX) {}

    /**
     * An operation.
     *
     * @param style class of its rectangle
     * @param label in the bar, where it fits; else empty
     * @param number of its step in the explanation, or 0
     * @param mark id of the sign above it in the sprite; may be empty
     * @param title all that is known of it
     */
    public record Bar(
            int x,
            int y,
            int width,
            String style,
            String label,
            int number,
            String mark,
            boolean wrong,
            String title) {}

    /** A stay in a critical section, within the bar of its operation. */
    public record Inside(int x, int y, int width, String title) {}

    /** A death. */
    public record Death(int x, int y, String title) {}

    /** A process that was stopped, and went on. */
    public record Stop(int fromX, int toX, int y, String title) {}

    /** A time along the top. */
    public record Tick(int x, String words) {}
}
