package org.shmstress.protocol;

import java.util.List;

/**
 * What one worker did to a shared object. Evidence that must survive a killed worker lies in the segment instead.
 *
 * @param operations operations completed
 * @param bursts bursts completed
 * @param violations violations that this worker saw from inside a critical section
 * @param firstViolationOperation index of the operation that saw the first one, or -1
 * @param evidence readable lines about the first violations, at most ten
 * @param contended operations that met another worker (the witness)
 * @param events named counters, e.g. {@code EOWNERDEAD=1}, one {@code name=count} each
 */
public record OperationReport(
        long operations,
        long bursts,
        long violations,
        long firstViolationOperation,
        List<String> evidence,
        long contended,
        List<String> events) {}
