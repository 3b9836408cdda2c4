package org.shmstress.reports.trend;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shmstress.reports.trend.Trend.Run;
import org.shmstress.reports.trend.TrendPage.Bar;
import org.shmstress.reports.trend.TrendPage.Dot;
import org.shmstress.reports.trend.TrendPage.Figure;
import org.shmstress.reports.trend.TrendPage.Upgrade;
import org.shmstress.verdict.Grade;

/** Where the marks of a trend's drawing stand. */
final class TrendFigure {

    private static final int LEFT = 96;
    private static final int STEP = 44;
    private static final int LEAST_STEPS = 6;

    /** Bars of defects grow from here upwards, by so much at the most. */
    private static final double FLOOR = 100;

    private static final double TALLEST = 72;

    /** Where equal speed is, and how far from it a factor of two is. */
    private static final double EQUAL = 172;

    private static final double DOUBLE = 48;

    private final List<Run> runs;

    TrendFigure(List<Run> runs) {
        this.runs = runs;
    }

    Figure draw() {
        int most = runs.stream().mapToInt(TrendFigure::defects).max().orElse(0);
        List<Dot> dots = indices()
                .filter(i -> runs.get(i).speed().isKnown())
                .mapToObj(this::dot)
                .toList();
        List<Integer> upgraded =
                indices().filter(i -> !runs.get(i).upgrades().isEmpty()).boxed().toList();
        return new Figure(
                LEFT + STEP * Math.max(LEAST_STEPS, runs.size()) + STEP / 2,
                most == 0 ? "defects" : most + (most == 1 ? " defect" : " defects"),
                indices().mapToObj(i -> bar(i, most)).toList(),
                dots,
                dots.stream().map(dot -> dot.x() + " " + dot.y()).collect(Collectors.joining("L", "M", "")),
                IntStream.range(0, upgraded.size())
                        .mapToObj(n -> new Upgrade(at(x(upgraded.get(n)) - STEP / 2.0), Integer.toString(n + 1)))
                        .toList(),
                runs.size() + " runs, " + upgraded.size() + " upgrades, at most " + most
                        + " scenarios with defects in a run; the table has all figures");
    }

    private IntStream indices() {
        return IntStream.range(0, runs.size());
    }

    private static int defects(Run run) {
        return run.count(Grade.FAILED) + run.count(Grade.CRASHED);
    }

    private Bar bar(int index, int most) {
        int defects = defects(runs.get(index));
        double height = most == 0 ? 0 : TALLEST * defects / most;
        return new Bar(at(x(index) - 8), at(FLOOR - height), at(height), defects == 0 ? "" : Integer.toString(defects));
    }

    private Dot dot(int index) {
        double ratio = runs.get(index).speed().ratio();
        double log2 = Math.max(-1, Math.min(1, Math.log(ratio) / Math.log(2)));
        return new Dot(at(x(index)), at(EQUAL - DOUBLE * log2), String.format(Locale.ROOT, "%.2f", ratio));
    }

    private static double x(int index) {
        return LEFT + STEP * (index + 0.5);
    }

    private static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
