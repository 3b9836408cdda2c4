package org.shmstress.posix;

import com.sun.jna.Native;

/**
 * glibc's counting semaphore, by address: without a name in shared memory that the caller has mapped, or with a name, mapped by the library.
 *
 * <p>Nobody owns it: a permit that a dead process had taken is gone, and a process that dies while it waits does no harm.
 */
public final class PosixSemaphore {

    /** Size in bytes, on x86-64 and aarch64 (bits/semaphore.h). */
    public static final int BYTES = 32;

    private static final int PROCESS_SHARED = 1;
    private static final int OWNER_ONLY = 0600;

    private PosixSemaphore() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "pthread");
        }

        static native int sem_init(long semaphore, int shared, int value);

        static native long sem_open(String name, int flags, int mode, int value);

        static native int sem_close(long semaphore);

        static native int sem_unlink(String name);

        static native int sem_wait(long semaphore);

        static native int sem_trywait(long semaphore);

        static native int sem_timedwait(long semaphore, long[] deadline);

        static native int sem_post(long semaphore);

        static native int sem_getvalue(long semaphore, int[] value);
    }

    /** POSIX {@code sem_init}, process-shared. */
    public static void initialise(long address, int permits) {
        initialise(address, permits, true);
    }

    /**
     * POSIX {@code sem_init}.
     *
     * @param shared whether more than one process may use it
     */
    public static void initialise(long address, int permits, boolean shared) {
        Libc.checked(Natives.sem_init(address, shared ? PROCESS_SHARED : 0, permits), "sem_init", at(address));
    }

    /**
     * POSIX {@code sem_open} with O_CREAT and O_EXCL.
     *
     * @param name begins with a slash and has no other
     * @return its address in this process
     */
    public static long create(String name, int permits) {
        return opened(Natives.sem_open(name, OpenFlags.CREATE | OpenFlags.EXCLUSIVE, OWNER_ONLY, permits), name);
    }

    /** POSIX {@code sem_open} of one that is there; returns its address in this process. */
    public static long open(String name) {
        return opened(Natives.sem_open(name, 0, 0, 0), name);
    }

    private static long opened(long address, String name) {
        return Libc.checked(address == 0 ? -1 : address, "sem_open", name); // SEM_FAILED is 0
    }

    /** POSIX {@code sem_close} of an opened one. */
    public static void close(long address) {
        Libc.checked(Natives.sem_close(address), "sem_close", at(address));
    }

    /** POSIX {@code sem_unlink}: the name goes at once, the semaphore with the last process that has it open. */
    public static void unlink(String name) {
        Libc.checked(Natives.sem_unlink(name), "sem_unlink", name);
    }

    /** POSIX {@code sem_wait}, resumed after signals. */
    public static void acquire(long address) {
        while (Natives.sem_wait(address) == -1) {
            int error = Native.getLastError();
            if (Errno.of(error) != Errno.EINTR) {
                throw new PosixException("sem_wait", error, at(address));
            }
        }
    }

    /** POSIX {@code sem_trywait}: whether there was a permit. */
    public static boolean tryAcquire(long address) {
        return result(Natives.sem_trywait(address), Errno.EAGAIN, "sem_trywait", address);
    }

    /** POSIX {@code sem_timedwait}: whether there was a permit in time. A signal may end it early. */
    public static boolean tryAcquire(long address, long timeoutMillis) {
        int result = Natives.sem_timedwait(address, Timespec.fromNow(timeoutMillis));
        return result(result, Errno.ETIMEDOUT, "sem_timedwait", address);
    }

    private static boolean result(int result, Errno none, String call, long address) {
        if (result == -1) {
            int error = Native.getLastError();
            if (Errno.of(error) != none && Errno.of(error) != Errno.EINTR) {
                throw new PosixException(call, error, at(address));
            }
        }
        return result == 0;
    }

    /** POSIX {@code sem_post}. */
    public static void release(long address) {
        Libc.checked(Natives.sem_post(address), "sem_post", at(address));
    }

    /** POSIX {@code sem_getvalue}: permits, 0 also if somebody waits. */
    public static int permits(long address) {
        int[] value = {0};
        Libc.checked(Natives.sem_getvalue(address, value), "sem_getvalue", at(address));
        return value[0];
    }

    private static String at(long address) {
        return "semaphore at 0x" + Long.toHexString(address);
    }
}
