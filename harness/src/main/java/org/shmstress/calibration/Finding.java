package org.shmstress.calibration;

/**
 * One row of a calibration.
 *
 * @param id id in the {@link DefectTable}
 * @param result what it came to
 * @param reason in one sentence
 * @param seconds how long the trials took, starts of workers and proofs included, until the defect was seen
 * @param operations operations, samples or tries in them
 * @param schedule under which it was seen; empty if it was not
 * @param trials how many trials there were
 * @param rare whether the defect shows less often than once in 100,000 operations
 */
public record Finding(
        String id,
        Result result,
        String reason,
        double seconds,
        long operations,
        String schedule,
        int trials,
        boolean rare) {}
