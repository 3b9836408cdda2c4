package org.shmstress.plan;

import java.util.Locale;

/** Where the actors' threads run. */
public enum Placement {
    /** Wherever the kernel puts them. */
    FREE,
    /** Worker j on the j-th allowed CPU, modulo their number. */
    SPREAD,
    /** All on one CPU: only preemption interleaves them. */
    TOGETHER;

    /** The name on the command line and in records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
