package org.shmstress.plan;

/** Where the actors' threads run. */
public enum Placement {
    /** Wherever the kernel puts them. */
    FREE,
    /** Worker j on the j-th allowed CPU, modulo their number. */
    SPREAD,
    /** All on one CPU: only preemption interleaves them. */
    TOGETHER
}
