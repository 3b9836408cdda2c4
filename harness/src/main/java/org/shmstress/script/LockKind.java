package org.shmstress.script;

/** What a file lock is set to. */
public enum LockKind implements Word {
    /** {@code F_RDLCK}: others may read too. */
    READ,
    /** {@code F_WRLCK}: nobody else. */
    WRITE,
    /** {@code F_UNLCK}: given back. */
    NONE
}
