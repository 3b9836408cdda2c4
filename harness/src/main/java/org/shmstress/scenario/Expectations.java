package org.shmstress.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.shmstress.scenario.Expectation.Expect;

/** Outcome tables as jcstress reads them. */
public final class Expectations {
    private static final Expectation NO_ROW = new Expectation("", Expect.FORBIDDEN, "no row allows it");

    private Expectations() {}

    /**
     * The row that an outcome falls under, found as jcstress finds it: the first that is literally the outcome; else the
     * first that matches it as a regular expression; else the default row, whose pattern is empty; else a forbidding one,
     * because an outcome that no row allows is forbidden.
     */
    public static Expectation match(List<Expectation> table, String outcome) {
        return first(table, row -> row.pattern().equals(outcome))
                .or(() -> first(table, row -> matchesAsExpression(row.pattern(), outcome)))
                .or(() -> first(table, row -> row.pattern().isEmpty()))
                .orElse(NO_ROW);
    }

    /** Patterns of the outcomes that the table's author finds interesting. */
    public static List<String> interesting(List<Expectation> table) {
        return table.stream()
                .filter(row -> row.expect() == Expect.INTERESTING)
                .map(Expectation::pattern)
                .toList();
    }

    private static Optional<Expectation> first(List<Expectation> table, Predicate<Expectation> wanted) {
        return table.stream().filter(wanted).findFirst();
    }

    /** A literal outcome such as {@code [0} need not be an expression; then only equality counts. */
    private static boolean matchesAsExpression(String pattern, String outcome) {
        try {
            return Pattern.matches(pattern, outcome);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
