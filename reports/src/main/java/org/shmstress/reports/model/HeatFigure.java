package org.shmstress.reports.model;

import java.util.List;

/**
 * The share of one outcome under every configuration that was tried, as a drawing: JDK sets and JIT modes downwards, access paths
 * and placements across. All measures are pixels.
 *
 * @param outcome the outcome
 * @param expect what was expected of it
 * @param meaning its row of the outcome table
 * @param name the drawing in words
 */
public record HeatFigure(
        Text outcome,
        Mark expect,
        Text meaning,
        int width,
        int height,
        String name,
        List<Word> words,
        List<Rule> rules,
        List<Square> squares) {

    /** A word of an axis; {@code tone} are its classes. */
    public record Word(int x, int y, String tone, String text) {}

    /** A thin line over the columns of one access path. */
    public record Rule(int x, int y, int length) {}

    /**
     * One configuration.
     *
     * @param tone {@code q0} to {@code q6}, {@code na} where it cannot be tried, {@code norun} where it was not
     * @param share in few letters; empty where nothing was tried
     * @param forbidden a forbidden outcome that was seen
     * @param title configuration and share in full
     */
    public record Square(int x, int y, String tone, String share, boolean forbidden, String title) {
        /** Whether the words need the colour for dark ground. */
        public boolean strong() {
            return tone.equals("q5") || tone.equals("q6");
        }
    }
}
