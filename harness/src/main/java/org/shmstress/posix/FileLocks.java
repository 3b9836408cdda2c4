package org.shmstress.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * Locks on files: Linux {@code flock}, which belong to the open file, and record locks, which belong to the process or to the
 * open file description. The two kinds do not know of each other.
 */
public final class FileLocks {

    private static final int EXCLUSIVE = 2;

    /** {@code F_RDLCK}, {@code F_WRLCK}, {@code F_UNLCK} (asm-generic/fcntl.h). */
    public static final short READ = 0;

    public static final short WRITE = 1;
    public static final short NONE = 2;

    private static final int SET_OF_PROCESS = 6;
    private static final int SET_OF_DESCRIPTION = 37;

    /** {@code struct flock} of a 64-bit machine, zero but for its type: the whole file, from its start. */
    private static final int FLOCK_BYTES = 32;

    /** A signal storm must not turn a retried call into an endless one. */
    private static final int MAX_INTERRUPTED_TRIES = 1_000;

    private FileLocks() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int flock(int fd, int operation);

        static native int fcntl(int fd, int command, Pointer lock);
    }

    /** Waits without a bound for the exclusive lock, which ends when every duplicate of the descriptor is closed. */
    public static void lockExclusively(int fd) {
        int result = Natives.flock(fd, EXCLUSIVE);
        for (int i = 0;
                result == -1 && Native.getLastError() == Errno.EINTR.number() && i < MAX_INTERRUPTED_TRIES;
                i++) {
            result = Natives.flock(fd, EXCLUSIVE);
        }
        Libc.checked(result, "flock", "descriptor " + fd);
    }

    /**
     * Sets a record lock on the whole file without waiting: POSIX {@code fcntl} with {@code F_SETLK} or {@code F_OFD_SETLK}.
     *
     * @param ofDescription whether it belongs to the open file description and not to the process
     * @param kind one of the constants
     * @throws PosixException with EAGAIN or EACCES if another owner's lock is in the way
     */
    public static void set(int fd, boolean ofDescription, short kind) {
        try (Memory lock = new Memory(FLOCK_BYTES)) {
            lock.clear();
            lock.setShort(0, kind);
            int command = ofDescription ? SET_OF_DESCRIPTION : SET_OF_PROCESS;
            Libc.checked(Natives.fcntl(fd, command, lock), "fcntl(F_SETLK)", "descriptor " + fd);
        }
    }
}
