package org.shmstress.posix;

/** Flags of {@code open} and {@code shm_open} (asm-generic/fcntl.h: the same on x86-64 and aarch64). */
public final class OpenFlags {
    public static final int READ_ONLY = 0;
    public static final int READ_WRITE = 2;
    public static final int CREATE = 0100;
    public static final int EXCLUSIVE = 0200;
    public static final int TRUNCATE = 01000;
    public static final int CLOSE_ON_EXEC = 02000000;

    private OpenFlags() {}
}
