package org.shmstress.script;

/** What may be done with the bytes of a mapping. */
public enum Protection implements Word {
    /** {@code PROT_NONE}. */
    NONE,
    /** {@code PROT_READ}. */
    READ,
    /** {@code PROT_READ | PROT_WRITE}. */
    READ_WRITE;

    /** Whether an access of that kind is allowed. */
    public boolean allows(boolean write) {
        return write ? this == READ_WRITE : this != NONE;
    }
}
