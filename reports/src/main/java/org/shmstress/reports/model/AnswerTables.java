package org.shmstress.reports.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.ScenarioPage.Cell;
import org.shmstress.reports.model.ScenarioPage.Grid;
import org.shmstress.reports.model.ScenarioPage.GridRow;

/**
 * What became of accesses, a row for each kind, by JDK and by how the JVM ran them: measured lines of scripts of the form {@code read,
 * interpreted=threw java.lang.InternalError}, put together over all trials.
 */
final class AnswerTables {

    private static final Pattern LINE = Pattern.compile("([^=]+), (interpreted|C1|C2)=(.+)");

    /** Who accesses; the first worker only sets the stage. */
    private static final int ACTS = 1;

    private static final Set<String> NEVER_RIGHT = Set.of("value kept", "silently lost");

    /** One answer of one trial. */
    private record Seen(String row, String column, String answer) {}

    private AnswerTables() {}

    /** The table; empty for scenarios that have no such lines. */
    static Optional<Grid> of(List<TrialFinished> trials) {
        List<Seen> seen = trials.stream().flatMap(t -> seen(t).stream()).toList();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns =
                seen.stream().map(Seen::column).distinct().sorted().toList();
        List<GridRow> rows = seen.stream()
                .map(Seen::row)
                .distinct()
                .map(row -> new GridRow(
                        Text.of(row),
                        columns.stream().map(column -> cell(seen, row, column)).toList()))
                .toList();
        return Optional.of(new Grid(columns.stream().map(Text::of).toList(), rows));
    }

    private static List<Seen> seen(TrialFinished trial) {
        if (!(trial.observation().value() instanceof Scripts scripts)) {
            return List.of();
        }
        String jdk = scripts.workers().size() > ACTS
                ? scripts.workers().get(ACTS).jdk().replaceFirst(" .*", "")
                : trial.configuration().jdkSet();
        return scripts.measured().stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(m -> new Seen(m.group(1), jdk + ", " + m.group(2), m.group(3)))
                .toList();
    }

    private static Cell cell(List<Seen> seen, String row, String column) {
        Map<String, Long> answers = seen.stream()
                .filter(s -> s.row().equals(row) && s.column().equals(column))
                .collect(Collectors.groupingBy(Seen::answer, TreeMap::new, Collectors.counting()));
        if (answers.isEmpty()) {
            return new Cell("–", "h0", false);
        }
        Set<String> wrong = new TreeSet<>(answers.keySet());
        wrong.retainAll(NEVER_RIGHT);
        String words = answers.keySet().stream().map(AnswerTables::inShort).collect(Collectors.joining(" or "));
        return new Cell(words, wrong.isEmpty() ? "h0" : "h3", !wrong.isEmpty());
    }

    private static String inShort(String answer) {
        return answer.startsWith("threw ") ? answer.substring(answer.lastIndexOf('.') + 1) : answer;
    }
}
