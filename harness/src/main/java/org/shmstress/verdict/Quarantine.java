package org.shmstress.verdict;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shmstress.HarnessException;
import org.shmstress.scenario.Selection;

/**
 * Scenarios whose defects are known and waited for: they run and are told, and decide nothing. Each line of the file names them, who answers for it,
 * why, and the last day on which it holds; {@code #} begins a line that is a comment:
 *
 * <pre>
 * ordering/IRIW  ana@example.com  waits for kernel 6.19, issue 123  2026-12-31
 * </pre>
 *
 * <p>Of a quarantined scenario FAILED, CRASHED and UNKNOWN decide nothing. BROKEN does: that is the harness's trouble, not the scenario's.
 */
public record Quarantine(List<Line> lines) {

    /** Nobody is in it. */
    public static final Quarantine NONE = new Quarantine(List.of());

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LEAST_WORDS = 4;

    public Quarantine {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param number its number in the file, from 1
     * @param pattern a scenario id, with {@code *} for any characters
     * @param owner who answers for it
     * @param reason why
     * @param expires the last day on which it holds
     */
    public record Line(int number, String pattern, String owner, String reason, LocalDate expires) {

        /** Whether the scenario is one of these. */
        public boolean holds(String scenario) {
            return Selection.globMatches(pattern, scenario);
        }
    }

    /** A verdict that decides nothing, and the line that says so. */
    public record Tolerated(ScenarioVerdict verdict, Line line) {}

    /** A line that was of no use in a run, and why. */
    public record Unused(Line line, String why) {}

    /**
     * Reads the lines of a file.
     *
     * @param name the file's name, for messages
     * @param today lines must hold on this day
     * @throws HarnessException of kind USAGE with the number of the line and the word that is wrong, or who must renew what has expired
     */
    public static Quarantine parse(List<String> text, String name, LocalDate today) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(line(line, i + 1, name + " line " + (i + 1) + ": ", today));
            }
        }
        return new Quarantine(lines);
    }

    private static Line line(String text, int number, String where, LocalDate today) {
        String[] words = BLANKS.split(text);
        if (words.length < LEAST_WORDS) {
            throw usage(where + "'" + text + "' has " + words.length
                    + " words; it takes a scenario, an owner, a reason and the last day, as in"
                    + " 'ordering/IRIW ana@example.com waits for a kernel 2026-12-31'");
        }
        String pattern = words[0];
        if (!Selection.isGlob(pattern)) {
            throw usage(where + "'" + pattern + "' is no scenario: use an id, with * for any characters");
        }
        LocalDate expires = date(words[words.length - 1], where);
        if (expires.isBefore(today)) {
            throw usage(where + "the quarantine of '" + pattern + "' expired on " + expires + "; " + words[1]
                    + " must mend it or give it another day");
        }
        String reason = String.join(" ", List.of(words).subList(2, words.length - 1));
        return new Line(number, pattern, words[1], reason, expires);
    }

    private static LocalDate date(String word, String where) {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeParseException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    where + "'" + word + "' is no date: the last word is the last day of it, such as 2026-12-31",
                    e);
        }
    }

    /** The verdicts that it takes out of the count, each with the first line that holds it. */
    public List<Tolerated> over(Collection<ScenarioVerdict> verdicts) {
        return verdicts.stream()
                .filter(v -> v.grade().isDefect() || v.grade() == Grade.UNKNOWN)
                .flatMap(v -> lineOf(v.scenario()).map(line -> new Tolerated(v, line)).stream())
                .toList();
    }

    private Optional<Line> lineOf(String scenario) {
        return lines.stream().filter(line -> line.holds(scenario)).findFirst();
    }

    /** Lines without which these verdicts would decide the same. */
    public List<Unused> unused(Collection<ScenarioVerdict> verdicts) {
        List<Line> used = over(verdicts).stream().map(Tolerated::line).toList();
        return lines.stream()
                .filter(line -> !used.contains(line))
                .map(line -> new Unused(line, why(line, verdicts)))
                .toList();
    }

    private static String why(Line line, Collection<ScenarioVerdict> verdicts) {
        List<ScenarioVerdict> held =
                verdicts.stream().filter(v -> line.holds(v.scenario())).toList();
        if (held.isEmpty()) {
            return "no scenario of this run is in it";
        }
        return held.stream().allMatch(v -> v.grade() == Grade.PASSED)
                ? "nothing wrong was seen"
                : "nothing that it holds decides the run";
    }

    private static HarnessException usage(String message) {
        return new HarnessException(HarnessException.Kind.USAGE, message);
    }
}
