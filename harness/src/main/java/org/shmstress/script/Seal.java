package org.shmstress.script;

/** Seals of {@code memfd_create(2)} objects, {@code fcntl(F_ADD_SEALS)}; Linux's own, POSIX knows none. */
public enum Seal implements Word {
    /** {@code F_SEAL_SEAL}: no further seal. */
    SEAL(0x1),
    /** {@code F_SEAL_SHRINK}. */
    SHRINK(0x2),
    /** {@code F_SEAL_GROW}. */
    GROW(0x4),
    /** {@code F_SEAL_WRITE}. */
    WRITE(0x8),
    /** {@code F_SEAL_FUTURE_WRITE}: mappings that are there stay writable. */
    FUTURE_WRITE(0x10);

    private final int bit;

    Seal(int bit) {
        this.bit = bit;
    }

    /** Its bit in {@code fcntl}. */
    public int bit() {
        return bit;
    }
}
