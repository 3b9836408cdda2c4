package org.shmstress.posix;

import com.sun.jna.Native;
import org.jspecify.annotations.Nullable;

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
                long number, long address, long operation, long value, long @Nullable [] timeout, long a, long b);
    }

    /**
     * Sleeps while the word has the expected value, for as long as it takes: {@code FUTEX_WAIT}.
     *
     * @param address of an aligned 32-bit word in memory that stays mapped
     * @return {@link Errno#NONE} when woken, {@link Errno#EAGAIN} if the word had another value, or {@link Errno#EINTR}
     * @throws PosixException on any other error
     */
    public static Errno await(long address, int expected) {
        return await(address, expected, null);
    }

    /**
     * As {@link #await(long, int)}, with a bound.
     *
     * @return also {@link Errno#ETIMEDOUT}
     */
    public static Errno await(long address, int expected, long timeoutMillis) {
        return await(address, expected, Timespec.ofMillis(timeoutMillis));
    }

    /**
     * As {@link #await(long, int)}, with a bound that is finer than a millisecond; the kernel's timer adds its slack of 50 µs.
     *
     * @return also {@link Errno#ETIMEDOUT}
     */
    public static Errno awaitNanos(long address, int expected, long timeoutNanos) {
        return await(address, expected, Timespec.ofNanos(timeoutNanos));
    }

    private static Errno await(long address, int expected, long @Nullable [] timeout) {
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

    /**
     * Wakes all who sleep on a word that may be no futex at all.
     *
     * @return how many; none if the kernel refuses, as it does where the word belongs to a mutex with priority inheritance
     */
    public static int wakeAnyway(long address) {
        long[] none = {0, 0};
        long all = Integer.MAX_VALUE;
        return (int)
                Math.max(0, Natives.syscall(Architecture.ofThisMachine().futexCall(), address, WAKE, all, none, 0, 0));
    }
}
