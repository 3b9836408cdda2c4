package org.shmstress.script;

/** Advice for {@code madvise}. */
public enum Advice implements Word {
    /** {@code MADV_NORMAL}. */
    NORMAL,
    /** {@code MADV_WILLNEED}. */
    WILLNEED,
    /** {@code MADV_DONTNEED}. */
    DONTNEED
}
