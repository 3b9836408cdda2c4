package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongBiFunction;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.HeatFigure.Axes;
import org.shmstress.reports.model.HeatFigure.Rule;
import org.shmstress.reports.model.HeatFigure.Square;
import org.shmstress.reports.model.HeatFigure.Word;
import org.shmstress.segment.AccessPath;

/** Lays out the drawings of a scenario: all with equal axes, which have what some trial was set to and nothing else. */
final class HeatFigures {

    private static final int CELL = 42;
    private static final int CELL_HEIGHT = 19;
    private static final int GAP = 2;
    private static final int GROUP_GAP = 6;
    private static final int LABELS = 148;
    private static final int HEAD = 36;
    private static final int LETTER = 6;
    private static final int AT_A_GLANCE = 3;

    private final List<Sampled> sampled;

    private final List<Column> columns;
    private final List<RowKey> rows;
    private final Axes axes;

    /** A trial that sampled. */
    private record Sampled(Configuration configuration, Outcomes seen) {}

    /** An access path with one placement; threads have fields in the place of a path. */
    private record Column(String path, String placement) implements Comparable<Column> {
        private static final List<String> ORDER = List.of("fields", "byte-buffer", "unsafe", "ffm", "jna");

        static Column of(Configuration c) {
            return new Column(c.accessPath(), c.placement());
        }

        @Override
        public int compareTo(Column other) {
            return Comparator.comparingInt((Column c) -> ORDER.indexOf(c.path))
                    .thenComparing(Column::path)
                    .thenComparing(Column::placement, Comparator.reverseOrder())
                    .compare(this, other);
        }
    }

    /** A JDK set with one set of JIT modes. */
    private record RowKey(String jdks, String jits) implements Comparable<RowKey> {
        private static final List<String> ORDER = List.of("interpreter", "c1", "c1+c2", "c2", "c2-stress", "tiered");

        static RowKey of(Configuration c) {
            return new RowKey(c.jdkSet(), c.jitSet());
        }

        @Override
        public int compareTo(RowKey other) {
            return Comparator.comparing((RowKey r) -> r.jdks.length())
                    .thenComparing(RowKey::jdks)
                    .thenComparingInt(r -> ORDER.indexOf(r.jits))
                    .thenComparing(RowKey::jits)
                    .compare(this, other);
        }
    }

    private HeatFigures(List<Sampled> sampled) {
        this.sampled = sampled;
        this.columns = List.copyOf(new TreeSet<>(
                sampled.stream().map(s -> Column.of(s.configuration)).toList()));
        this.rows = List.copyOf(new TreeSet<>(
                sampled.stream().map(s -> RowKey.of(s.configuration)).toList()));
        this.axes = axes();
    }

    static HeatFigures of(List<TrialFinished> trials) {
        List<Sampled> sampled = new ArrayList<>();
        for (TrialFinished trial : trials) {
            if (trial.observation().value() instanceof Outcomes seen && seen.samples() > 0) {
                sampled.add(new Sampled(trial.configuration(), seen));
            }
        }
        return new HeatFigures(sampled);
    }

    /** Whether there are more configurations than a table shows at a glance. */
    boolean areMany() {
        return sampled.stream()
                        .map(s -> List.of(RowKey.of(s.configuration), Column.of(s.configuration)))
                        .distinct()
                        .count()
                > AT_A_GLANCE;
    }

    /**
     * Draws one outcome.
     *
     * @param count how often a trial saw it
     */
    HeatFigure figure(
            Text outcome,
            Mark expect,
            Text meaning,
            boolean forbidden,
            ToLongBiFunction<Configuration, Outcomes> count) {
        List<Square> squares = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                List<Sampled> here = sampled(rows.get(r), columns.get(c));
                if (!here.isEmpty()) {
                    squares.add(square(r, c, here, forbidden, count));
                }
            }
        }
        return new HeatFigure(
                outcome,
                expect,
                meaning,
                x(columns.size() - 1) + CELL + GAP,
                y(rows.size() - 1) + CELL_HEIGHT + GAP,
                "Share of outcome " + outcome.shown() + " by JDKs, JIT modes, access path and placement",
                axes,
                squares);
    }

    private Axes axes() {
        StringBuilder untried = new StringBuilder();
        StringBuilder impossible = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                if (sampled(rows.get(r), columns.get(c)).isEmpty()) {
                    (isPossible(rows.get(r), columns.get(c)) ? untried : impossible).append(outline(r, c));
                }
            }
        }
        return new Axes(words(), rules(), untried.toString(), impossible.toString());
    }

    private List<Sampled> sampled(RowKey row, Column column) {
        return sampled.stream()
                .filter(s -> RowKey.of(s.configuration).equals(row)
                        && Column.of(s.configuration).equals(column))
                .toList();
    }

    private boolean isPossible(RowKey row, Column column) {
        return !column.path.equals(AccessPath.FFM.label()) || hasForeignMemory(row);
    }

    private String outline(int r, int c) {
        return "M" + x(c) + " " + y(r) + "h" + CELL + "v" + CELL_HEIGHT + "h-" + CELL + "z";
    }

    private Square square(
            int r, int c, List<Sampled> here, boolean forbidden, ToLongBiFunction<Configuration, Outcomes> count) {
        RowKey row = rows.get(r);
        Column column = columns.get(c);
        String where = "JDK " + row.jdks + ", " + row.jits + ", " + column.path + ", " + column.placement;
        long samples = here.stream().mapToLong(s -> s.seen.samples()).sum();
        long seen = here.stream()
                .mapToLong(s -> count.applyAsLong(s.configuration, s.seen))
                .sum();
        return new Square(
                x(c),
                y(r),
                "q" + Heats.tone(seen, samples),
                Words.smallShare(seen, samples).replace(Words.NBSP, ""),
                forbidden && seen > 0,
                Text.visible(where + ": " + Words.count(seen) + " of " + Words.count(samples)));
    }

    private boolean hasForeignMemory(RowKey row) {
        return sampled.stream()
                .filter(s -> s.configuration.jdkSet().equals(row.jdks))
                .flatMap(s -> s.configuration.jdks().stream())
                .allMatch(AccessPath.FFM::isOn);
    }

    private int x(int column) {
        int groups = 0;
        for (int c = 1; c <= column; c++) {
            groups += columns.get(c).path.equals(columns.get(c - 1).path) ? 0 : 1;
        }
        return LABELS + column * (CELL + GAP) + groups * GROUP_GAP;
    }

    private int y(int row) {
        int groups = 0;
        for (int r = 1; r <= row; r++) {
            groups += rows.get(r).jdks.equals(rows.get(r - 1).jdks) ? 0 : 1;
        }
        return HEAD + row * (CELL_HEIGHT + GAP) + groups * GROUP_GAP;
    }

    private List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            int base = y(r) + CELL_HEIGHT - 5;
            if (r == 0 || !rows.get(r).jdks.equals(rows.get(r - 1).jdks)) {
                words.add(new Word(0, base, "", shown("JDK " + rows.get(r).jdks, 10)));
            }
            words.add(new Word(LABELS - 8, base, "s e", shown(rows.get(r).jits, 11)));
        }
        for (int c = 0; c < columns.size(); c++) {
            words.add(new Word(x(c) + CELL / 2, HEAD - 6, "s c", placement(columns.get(c).placement)));
            int last = lastOf(c);
            if (last >= 0) {
                int room = (x(last) + CELL - x(c)) / LETTER;
                words.add(new Word((x(c) + x(last) + CELL) / 2, 12, "c", shown(path(columns.get(c).path), room)));
            }
        }
        return words;
    }

    /** In a single narrow column the long name would run into its neighbour's. */
    private static String path(String label) {
        return label.equals("byte-buffer") ? "buffer" : label;
    }

    private static String placement(String label) {
        return label.equals("together") ? "1" + Words.NBSP + "CPU" : shown(label, 7);
    }

    private static String shown(String word, int most) {
        String visible = Text.visible(word);
        return visible.length() <= most ? visible : visible.substring(0, Math.max(1, most - 1)) + "…";
    }

    /** The last column of the path that begins at this column; negative if none begins here. */
    private int lastOf(int first) {
        String path = columns.get(first).path;
        if (first > 0 && columns.get(first - 1).path.equals(path)) {
            return -1;
        }
        int last = first;
        while (last + 1 < columns.size() && columns.get(last + 1).path.equals(path)) {
            last++;
        }
        return last;
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int last = lastOf(c);
            if (last >= 0) {
                rules.add(new Rule(x(c), 17, x(last) + CELL - x(c)));
            }
        }
        return rules;
    }
}
