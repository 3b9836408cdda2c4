package org.shmstress.verdict;

/**
 * The trials of one scenario folded.
 *
 * @param scenario its id
 * @param grade the grade
 * @param reason one sentence, that of the trial that decided
 * @param trials trials run
 * @param samples samples, operations or tries over all trials
 * @param seconds time spent in its trials
 */
public record ScenarioVerdict(String scenario, Grade grade, String reason, int trials, long samples, double seconds) {}
