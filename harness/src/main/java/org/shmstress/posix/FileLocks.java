package org.shmstress.posix;

import com.sun.jna.Native;

/** Locks on open files: Linux {@code flock}. Unlike record locks they belong to the open file, not to the process. */
public final class FileLocks {

    private static final int EXCLUSIVE = 2;

    /** A signal storm must not turn a retried call into an endless one. */
    private static final int MAX_INTERRUPTED_TRIES = 1_000;

    private FileLocks() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int flock(int fd, int operation);
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
}
