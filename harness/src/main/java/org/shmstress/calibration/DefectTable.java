package org.shmstress.calibration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.shmstress.HarnessException;

/**
 * Defects that shared-memory code is known to have, and correct code that looks like them: the measure of a tester. Each defect is planted
 * in a mutant, each control is a correct scenario that must never be flagged; the rest cannot be shown by sampling, with the reason.
 */
public final class DefectTable {

    private static final String DEFECTS = "defects.tsv";
    private static final String STAND_INS = "stand-ins.tsv";
    private static final String UNREACHABLE = "unreachable.tsv";

    private final Map<String, Row> rows;

    private DefectTable(Map<String, Row> rows) {
        this.rows = rows;
    }

    /**
     * One defect or control.
     *
     * @param id {@code D-001} and on for defects, {@code C-001} and on for controls
     * @param group of structures, e.g. {@code 01-spin-locks}
     * @param structure in which it is planted
     * @param defect what is wrong; of a control, why it seems wrong and is not
     * @param expectedRate how often it shows, as once measured or estimated, by schedule
     * @param rare whether no schedule shows it as often as once in 100,000 operations
     * @param unreachable why sampling cannot show it, if so
     * @param standIns ordinary scenarios that stand for it beside those that name it
     */
    public record Row(
            String id,
            String group,
            String structure,
            String defect,
            String expectedRate,
            boolean rare,
            Optional<String> unreachable,
            Set<String> standIns) {

        public Row {
            standIns = Set.copyOf(standIns);
        }

        /** Whether it is correct code. */
        public boolean isControl() {
            return id.startsWith("C-");
        }

        /** What is said of it where it was not tried. */
        public Finding without(Result result, String reason) {
            return new Finding(id, result, reason, 0, 0, "", 0, rare);
        }

        /** What is said of it after these trials, in order. */
        public Finding after(List<Hunt.Sight> sights) {
            return new Sights(this, List.copyOf(sights)).finding();
        }
    }

    /** The table of this product. */
    public static DefectTable read() {
        Map<String, String> unreachable = new LinkedHashMap<>();
        lines(UNREACHABLE, 2).forEach(cells -> unreachable.put(cells[0], cells[1]));
        Map<String, Set<String>> standIns = new LinkedHashMap<>();
        lines(STAND_INS, 2)
                .forEach(cells -> standIns.computeIfAbsent(cells[0], id -> new LinkedHashSet<>())
                        .add(cells[1]));
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String[] cells : lines(DEFECTS, 6)) {
            Optional<String> reason = Optional.ofNullable(unreachable.remove(cells[0]));
            rows.put(
                    cells[0],
                    new Row(
                            cells[0],
                            cells[1],
                            cells[2],
                            cells[3],
                            cells[4],
                            cells[5].equals("yes"),
                            reason,
                            standIns.getOrDefault(cells[0], Set.of())));
        }
        if (!unreachable.isEmpty()) {
            throw new HarnessException(
                    UNREACHABLE + " names " + unreachable.keySet() + ", which " + DEFECTS + " lacks");
        }
        return new DefectTable(rows);
    }

    private static List<String[]> lines(String name, int columns) {
        try (InputStream resource = Objects.requireNonNull(DefectTable.class.getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> cells(name, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new HarnessException("cannot read " + name + " of this product", e);
        }
    }

    private static String[] cells(String name, String line, int columns) {
        String[] cells = line.split("\t", -1);
        if (cells.length != columns) {
            throw new HarnessException(name + ": " + cells.length + " columns instead of " + columns + " in: " + line);
        }
        return cells;
    }

    /** All rows, defects first. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /**
     * The rows that patterns select: ids, with or without {@code defects/} before them and {@code *} for any characters; none selects all.
     *
     * @throws HarnessException USAGE if a pattern selects none
     */
    public List<Row> select(List<String> patterns) {
        Set<Row> selected = new LinkedHashSet<>(patterns.isEmpty() ? rows.values() : Set.of());
        for (String pattern : patterns) {
            Pattern ids = ids(pattern);
            List<Row> some = rows.values().stream()
                    .filter(row -> ids.matcher(row.id()).matches())
                    .toList();
            if (some.isEmpty()) {
                throw new HarnessException(
                        HarnessException.Kind.USAGE,
                        "no planted defect or control matches '" + pattern
                                + "': defects are D-001 to D-136, controls C-001 to C-018");
            }
            selected.addAll(some);
        }
        return rows.values().stream().filter(selected::contains).toList();
    }

    private static Pattern ids(String pattern) {
        String id = pattern.startsWith("defects/") ? pattern.substring("defects/".length()) : pattern;
        return Pattern.compile(Pattern.quote(id).replace("*", "\\E.*\\Q"));
    }

    /** The row of that id. */
    public Optional<Row> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }
}
