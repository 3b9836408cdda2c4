package org.shmstress.reports.trend;

import java.util.List;
import org.shmstress.reports.model.Frame;
import org.shmstress.reports.model.Mark;
import org.shmstress.reports.model.Text;

/**
 * What the page of a trend shows.
 *
 * @param sentence how many runs there are, and how the last one ended
 * @param mark of the last run
 * @param figure the drawing
 * @param rows a row per run and per upgrade, the newest first
 * @param command the same again
 */
public record TrendPage(Frame frame, Text sentence, Mark mark, Figure figure, List<Row> rows, Text command) {

    /**
     * A run.
     *
     * @param anchor id of the row
     * @param upgrade number of the upgrade before it in the drawing; empty if there was none
     * @param upgrades what was upgraded before it
     * @param grades scenarios whose grade changed
     * @param deviations known defects that came or went
     * @param quarantined those in quarantine
     */
    public record Row(
            String anchor,
            Text id,
            String moment,
            Mark mark,
            String counts,
            Text kernel,
            Text libc,
            Text jdks,
            String speed,
            List<Text> notes,
            String upgrade,
            List<Fact> upgrades,
            List<Change> grades,
            List<Known> deviations,
            List<Change> quarantined) {}

    /** Something that was upgraded. */
    public record Fact(Text fact, Text base, Text now) {}

    /** A scenario whose grade changed. */
    public record Change(Text scenario, Mark base, Mark now, Text seen) {}

    /** A known defect that came or went. */
    public record Known(Text scenario, String change, Text words) {}

    /**
     * The drawing: above, scenarios that found something wrong, below, speed by the first run; runs from left to right.
     *
     * @param width of the whole
     * @param most the largest number of defects, for the axis
     * @param bars defects per run
     * @param dots speeds
     * @param line path through the speeds
     * @param upgrades where something was upgraded
     */
    public record Figure(
            int width,
            String most,
            List<Bar> bars,
            List<Dot> dots,
            String line,
            List<Upgrade> upgrades,
            String words) {}

    /** Defects of a run: height 0 where there are none. */
    public record Bar(String x, String y, String height, String words) {}

    /** The speed of a run. */
    public record Dot(String x, String y, String words) {}

    /** A line between two runs. */
    public record Upgrade(String x, String number) {}
}
