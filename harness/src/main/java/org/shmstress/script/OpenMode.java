package org.shmstress.script;

/** Access mode of an open; {@code shm_open} has no other. */
public enum OpenMode implements Word {
    /** {@code O_RDONLY}. */
    READ_ONLY,
    /** {@code O_RDWR}. */
    READ_WRITE
}
