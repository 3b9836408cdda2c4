package org.shmstress.api.spi;

/** The process's access path as a constant, for lifted code and the loops around it. */
public final class CellAccess {

    /** A {@code static final} field, so that each call through it is a direct one that the JIT inlines. */
    public static final SliceAccess ACCESS = SliceMemory.installed().access();

    private CellAccess() {}
}
