package org.shmstress.protocol;

/** What stands between an operation and the stamps of its invocation and response. */
public enum OperationRecording {
    /** Nothing that the processor would notice, so that defects of ordering stay visible. */
    LIGHT,
    /** A full fence on both sides, so that stamps prove the order of operations of different processes. */
    FENCED,
    /** The one or the other, drawn for each round, so that neither what fences hide nor what only they prove is missed. */
    BY_TURNS
}
