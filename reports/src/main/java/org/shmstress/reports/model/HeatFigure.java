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
 * @param axes what all drawings of a page have in common
 */
public record HeatFigure(
        Text outcome, Mark expect, Text meaning, int width, int height, String name, Axes axes, List<Square> squares) {

    /**
     * What is around the squares.
     *
     * @param untried path around what could be tried and was not; may be empty
     * @param impossible path around what cannot be tried; may be empty
     */
    public record Axes(List<Word> words, List<Rule> rules, String untried, String impossible) {}

    /** A word of an axis; {@code tone} are its classes. */
    public record Word(int x, int y, String tone, String text) {}

    /** A thin line over the columns of one access path. */
    public record Rule(int x, int y, int length) {}

    /**
     * One configuration that was tried.
     *
     * @param tone {@code q0} to {@code q6}
     * @param share in few letters
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
