package org.shmstress.reports.model;

import java.util.Locale;
import java.util.Optional;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.verdict.Grade;

/**
 * A shape with its word; colour only repeats them.
 *
 * @param word the word beside the shape
 * @param shape id of the shape in the sprite
 * @param tone class that colours it
 * @param severity 0 for quiet to 5 for the worst
 */
public record Mark(String word, String shape, String tone, int severity) {
    private static final Mark NOT_FINISHED = new Mark("not finished", "g-open", "skipped", 0);

    /** The mark of a grade. */
    public static Mark of(Grade grade) {
        String tone = lower(grade);
        return new Mark(grade.name(), "g-" + tone, tone, grade.severity());
    }

    /** The grade of a scenario, or that the record ends before it. */
    static Mark of(Optional<ScenarioFinished> verdict) {
        return verdict.map(v -> of(v.grade())).orElse(NOT_FINISHED);
    }

    /** The mark of what an author thinks of an outcome. */
    public static Mark of(Expect expect) {
        String tone = switch (expect) {
            case ACCEPTABLE -> "soft";
            case INTERESTING -> "unknown";
            case FORBIDDEN -> "failed";
        };
        return new Mark(lower(expect), "x-" + lower(expect), tone, 0);
    }

    /** The mark of what has no grade. */
    public static Mark notFinished() {
        return NOT_FINISHED;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
