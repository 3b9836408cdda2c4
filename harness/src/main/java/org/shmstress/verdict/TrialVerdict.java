package org.shmstress.verdict;

import java.util.List;

/**
 * What a trial's observation means.
 *
 * @param grade the grade
 * @param reason one sentence
 * @param witness whether the trial entered its interesting window
 * @param facts expected against seen, in order
 */
public record TrialVerdict(Grade grade, String reason, boolean witness, List<Fact> facts) {

    /** Key of the fact that says why something wrong is no failure. */
    public static final String KNOWN_DEVIATION = "known deviation";

    /** Whether something was wrong that is known and accepted. */
    boolean isDeviation() {
        return facts.stream().anyMatch(fact -> fact.key().equals(KNOWN_DEVIATION));
    }
}
