package org.shmstress.calibration;

/** What looking for a planted defect, or into a control, came to. */
public enum Result {
    /** The defect was seen. */
    FOUND,
    /** It was looked for and not seen. */
    MISSED,
    /** It cannot be seen here, by sampling or on this machine. */
    UNREACHABLE,
    /** A control was tried and nothing was held against it. */
    PASSED,
    /** A control was held to be wrong: the tester is. */
    ALARM,
    /** A control was not exercised, or the harness failed, so that nothing can be said of it. */
    UNKNOWN,
    /** It was not asked for, or the calibration was interrupted before. */
    SKIPPED
}
