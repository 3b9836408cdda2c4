package org.shmstress.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** Files by descriptor. */
public final class Descriptors {

    /** POSIX {@code STDERR_FILENO}. */
    public static final int STANDARD_ERROR = 2;

    private static final int GET_FLAGS = 1;
    private static final int CLOSED_ON_EXEC = 1;

    /** A signal storm must not turn a retried call into an endless one. */
    private static final int MAX_INTERRUPTED_TRIES = 1_000;

    private Descriptors() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int open(String path, int flags, int mode);

        static native int close(int fd);

        static native int dup(int fd);

        static native int fcntl(int fd, int command);

        static native int fchmod(int fd, int mode);

        static native int isatty(int fd);

        static native int ftruncate(int fd, long length);

        static native int posix_fallocate(int fd, long offset, long length);

        static native int statx(int directory, String path, int flags, int mask, Pointer buffer);

        static native long pread(int fd, byte[] buffer, long count, long offset);

        static native long pwrite(int fd, byte[] buffer, long count, long offset);
    }

    /**
     * POSIX {@code open}; the descriptor is closed on exec, whatever the flags.
     *
     * @param flags of {@link OpenFlags}
     * @return descriptor
     */
    public static int open(String path, int flags, int mode) {
        return Libc.checked(Natives.open(path, flags | OpenFlags.CLOSE_ON_EXEC, mode), "open", path);
    }

    /** POSIX {@code close}. Not retried when interrupted: Linux has released the descriptor by then. */
    public static void close(int fd) {
        Libc.checked(Natives.close(fd), "close", "descriptor " + fd);
    }

    /** POSIX {@code dup}. */
    public static int duplicate(int fd) {
        return Libc.checked(Natives.dup(fd), "dup", "descriptor " + fd);
    }

    /** Whether a program that the process executes does without it: POSIX {@code fcntl} with {@code F_GETFD}. */
    public static boolean isClosedOnExec(int fd) {
        int flags = Libc.checked(Natives.fcntl(fd, GET_FLAGS), "fcntl(F_GETFD)", "descriptor " + fd);
        return (flags & CLOSED_ON_EXEC) != 0;
    }

    /** POSIX {@code fchmod}. */
    public static void changeMode(int fd, int mode) {
        Libc.checked(Natives.fchmod(fd, mode), "fchmod", "descriptor " + fd);
    }

    /** Whether somebody may be looking: POSIX {@code isatty}. {@code System.console()} tells it no longer, from JDK 22 on. */
    public static boolean isTerminal(int fd) {
        return Natives.isatty(fd) == 1;
    }

    /** Sets the size; memory is reserved only when it is touched: POSIX {@code ftruncate}. */
    public static void truncate(int fd, long sizeBytes) {
        Libc.checked(Natives.ftruncate(fd, sizeBytes), "ftruncate", "descriptor " + fd + ", " + sizeBytes + " bytes");
    }

    /**
     * Reserves the memory of a range and grows the file to hold it, so that no later access can fail for want of room:
     * POSIX {@code posix_fallocate}, which returns its error and leaves errno alone.
     */
    public static void allocate(int fd, long offset, long lengthBytes) {
        int error = Natives.posix_fallocate(fd, offset, lengthBytes);
        for (int i = 0; error == Errno.EINTR.number() && i < MAX_INTERRUPTED_TRIES; i++) {
            error = Natives.posix_fallocate(fd, offset, lengthBytes);
        }
        Libc.returnedError(error, "posix_fallocate", "descriptor " + fd + ", " + lengthBytes + " bytes from " + offset);
    }

    /** POSIX {@code fstat}. */
    public static FileStatus status(int fd) {
        try (Memory buffer = new Memory(Statx.BYTES)) {
            int result = Natives.statx(fd, "", Statx.EMPTY_PATH, Statx.BASIC_STATS, buffer);
            Libc.checked(result, "fstat", "descriptor " + fd);
            return Statx.read(buffer);
        }
    }

    /** POSIX {@code stat}: follows symbolic links. */
    public static FileStatus status(String path) {
        try (Memory buffer = new Memory(Statx.BYTES)) {
            int result = Natives.statx(Statx.CURRENT_DIRECTORY, path, 0, Statx.BASIC_STATS, buffer);
            Libc.checked(result, "stat", path);
            return Statx.read(buffer);
        }
    }

    /**
     * Reads at an offset without moving the file position: POSIX {@code pread}.
     *
     * @return bytes read, fewer than asked for at the end of the file
     */
    public static int read(int fd, byte[] target, long offset) {
        long read = Natives.pread(fd, target, target.length, offset);
        return (int) Libc.checked(read, "pread", "descriptor " + fd + ", " + target.length + " bytes from " + offset);
    }

    /**
     * Writes at an offset without moving the file position: POSIX {@code pwrite}.
     *
     * @return bytes written
     */
    public static int write(int fd, byte[] source, long offset) {
        long written = Natives.pwrite(fd, source, source.length, offset);
        return (int) Libc.checked(written, "pwrite", "descriptor " + fd + ", " + source.length + " bytes at " + offset);
    }
}
