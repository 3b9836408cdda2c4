package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;

/** Gives stretches of time, asked in order of their begin, the topmost row on which they meet nobody. */
final class Rows {

    /** A record has microseconds, and sums of them. */
    private static final double SLACK_SECONDS = 1e-5;

    private final List<Double> ends = new ArrayList<>();

    int place(double from, double to) {
        for (int row = 0; row < ends.size(); row++) {
            if (ends.get(row) <= from + SLACK_SECONDS) {
                ends.set(row, to);
                return row;
            }
        }
        ends.add(to);
        return ends.size() - 1;
    }

    int count() {
        return ends.size();
    }
}
