package org.shmstress.reports.compare;

/** In what two runs can differ. Which of these count is the user's choice. */
public enum Aspect {
    /** A scenario became FAILED, CRASHED or BROKEN. */
    GRADE,
    /** A defect that is known of other versions than the base's is seen on the new side, where the scenario passes with it. */
    DEVIATION,
    /** An outcome appeared or vanished, and chance does not explain it. */
    OUTCOME,
    /** What passed on the base proves nothing on the new side, or was not tried. */
    PROOF,
    /** The system answered a fixed script in another way. */
    CONFORMANCE,
    /** Machine, system or JDKs differ. */
    ENVIRONMENT,
    /** A scenario became slower against the reference loop. */
    SPEED
}
