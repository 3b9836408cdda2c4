package org.shmstress.verdict;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What an observation means. The constants stand in order of severity, worst last, so that {@link #compareTo} compares
 * severities; a dead worker, a wrong answer, "cannot run here" and "proves nothing" are different facts and stay so.
 */
public enum Grade {
    /** Ran, was exercised (a witness says so), nothing wrong. */
    PASSED,
    /** Cannot run here; the reason is recorded. */
    SKIPPED,
    /** Ran, but proves nothing: no sample, or the interesting window was never entered. */
    UNKNOWN,
    /** The harness itself could not do its work. */
    BROKEN,
    /** A worker died or hung though no fault was injected. */
    CRASHED,
    /** A forbidden outcome, a broken invariant, a wrong answer from the operating system. */
    FAILED;

    /** Severity as recorded: 0 for PASSED to 5 for FAILED. */
    public int severity() {
        return ordinal();
    }

    /** True for the grades that turn a run red by themselves. */
    public boolean isDefect() {
        return this == FAILED || this == CRASHED;
    }

    /** The worst of the grades; {@link #UNKNOWN} of none, because nothing ran proves nothing. */
    public static Grade worst(Collection<Grade> grades) {
        return grades.stream().max(Comparator.naturalOrder()).orElse(UNKNOWN);
    }

    /** The verdict over scenarios: the worst counts, but SKIPPED never changes a verdict while something passed. */
    public static Grade verdictOf(Collection<Grade> scenarios) {
        List<Grade> ran = scenarios.stream().filter(g -> g != SKIPPED).toList();
        return ran.isEmpty() && !scenarios.isEmpty() ? SKIPPED : worst(ran);
    }
}
