package org.shmstress.script;

/** Whose a file lock is. */
public enum LockOwner implements Word {
    /** {@code F_SETLK}: the process's, and gone as soon as it closes any descriptor of the file. */
    PROCESS,
    /** {@code F_OFD_SETLK}: the open file description's, shared by duplicates of a descriptor (POSIX.1-2024). */
    DESCRIPTION
}
