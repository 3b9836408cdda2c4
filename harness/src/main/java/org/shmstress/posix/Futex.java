package org.shmstress.posix;

import com.sun.jna.Native;

/** Waiting in the kernel for a word in shared memory to change: Linux futex(2), shared between processes. */
public final class Futex {

    private static final int WAIT = 0;
    private static final int WAKE = 1;

    private Futex() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native long syscall(
                long number, long address, long operation, long value, long[] timeout, long a, long b);
    }

    /**
     * Sleeps while the word has the expected value: {@code FUTEX_WAIT}.
     *
     * @param address of an aligned 32-bit word in memory that stays mapped
     * @return {@link Errno#NONE} when woken, {@link Errno#EAGAIN} if the word had another value, {@link Errno#ETIMEDOUT}, or
     *     {@link Errno#EINTR}
     * @throws PosixException on any other error
     */
    public static Errno await(long address, int expected, long timeoutMillis) {
        long[] timeout = Timespec.ofMillis(timeoutMillis);
        long result = Natives.syscall(Architecture.ofThisMachine().futexCall(), address, WAIT, expected, timeout, 0, 0);
        if (result == 0) {
            return Errno.NONE;
        }
        int error = Native.getLastError();
        return switch (Errno.of(error)) {
            case EAGAIN, ETIMEDOUT, EINTR -> Errno.of(error);
            default -> throw new PosixException("futex", error, "wait at 0x" + Long.toHexString(address));
        };
    }

    /**
     * Wakes waiters: {@code FUTEX_WAKE}.
     *
     * @return how many
     */
    public static int wake(long address, int most) {
        long[] none = {0, 0};
        long result = Natives.syscall(Architecture.ofThisMachine().futexCall(), address, WAKE, most, none, 0, 0);
        return (int) Libc.checked(result, "futex", "wake at 0x" + Long.toHexString(address));
    }
}
