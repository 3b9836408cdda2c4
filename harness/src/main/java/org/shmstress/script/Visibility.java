package org.shmstress.script;

/** Who sees what is written to a mapping. */
public enum Visibility implements Word {
    /** {@code MAP_SHARED}: everybody. */
    SHARED,
    /** {@code MAP_PRIVATE}: only this mapping. */
    PRIVATE
}
