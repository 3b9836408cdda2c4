package org.shmstress.protocol;

/** How the operations of a shared-object trial are timed. No single schedule shows every defect. */
public enum Schedule {
    /** Each worker goes as fast as it can. */
    FREE,
    /** A spinning rendezvous of all workers before each operation: shows fence defects. */
    RENDEZVOUS,
    /** A random delay outside the critical section before each operation. */
    JITTER,
    /** Random pauses between the steps of the object: shows defects of interleaving and hides those of fences. */
    PAUSES
}
