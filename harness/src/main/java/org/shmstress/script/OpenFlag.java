package org.shmstress.script;

/** What {@code shm_open} may be told beside its access mode. */
public enum OpenFlag implements Word {
    /** {@code O_CREAT}. */
    CREATE,
    /** {@code O_EXCL}. */
    EXCLUSIVE,
    /** {@code O_TRUNC}. */
    TRUNCATE
}
