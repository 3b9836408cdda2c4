package org.shmstress.scenario;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.shmstress.scenario.Expectation.Expect;

/** Outcome tables as jcstress reads them. */
public final class Expectations {
    private static final Expectation NO_ROW = new Expectation("", Expect.FORBIDDEN, "no row allows it");

    private Expectations() {}

    /**
     * The row that an outcome falls under: the first that equals it or matches it as a regular expression, wherever it
     * stands; else the default row, whose pattern is empty; else a forbidding one, because an outcome that no row
     * allows is forbidden.
     */
    public static Expectation match(List<Expectation> table, String outcome) {
        return table.stream()
                .filter(row -> !row.pattern().isEmpty() && matches(row.pattern(), outcome))
                .findFirst()
                .orElseGet(() -> table.stream()
                        .filter(row -> row.pattern().isEmpty())
                        .findFirst()
                        .orElse(NO_ROW));
    }

    private static boolean matches(String pattern, String outcome) {
        return pattern.equals(outcome) || matchesAsExpression(pattern, outcome);
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
