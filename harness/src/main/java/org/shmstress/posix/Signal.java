package org.shmstress.posix;

import com.sun.jna.Native;

/** Signals that the harness sends (asm-generic/signal.h: the same on x86-64 and aarch64). */
public enum Signal {
    INT(2),
    QUIT(3),
    KILL(9),
    TERM(15),
    CONT(18),
    STOP(19);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int kill(int pid, int signal);
    }

    public int number() {
        return number;
    }

    /**
     * Sends it to a process: POSIX {@code kill}.
     *
     * @return {@link Errno#NONE}, or {@link Errno#ESRCH} if there is no such process any more
     * @throws PosixException on any other error
     */
    @SuppressWarnings("UnsafeFinalization") // constants of an enum are never finalized
    public Errno send(long pid) {
        if (pid < 2) {
            throw new IllegalArgumentException("kill(" + pid + ") would reach more than one process, or init");
        }
        if (Natives.kill(Math.toIntExact(pid), number) == 0) {
            return Errno.NONE;
        }
        int error = Native.getLastError();
        if (error != Errno.ESRCH.number()) {
            throw new PosixException("kill", error, "process " + pid + ", SIG" + name());
        }
        return Errno.ESRCH;
    }
}
