package org.shmstress.posix;

/**
 * glibc's condition variable in shared memory, by address.
 *
 * <p>A waiter that is killed is not taken off it: with glibc before 2.41 all others can then come to wait for ever, and destroying it does
 * too. So one that somebody died in is given up with its memory.
 */
public final class PthreadCondition {

    /** Size in bytes, on x86-64 and aarch64 (bits/pthreadtypes.h). */
    public static final int BYTES = 48;

    private static final String WHAT = "condition variable";

    private PthreadCondition() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "pthread");
        }

        static native int pthread_condattr_init(byte[] attributes);

        static native int pthread_condattr_setpshared(byte[] attributes, int shared);

        static native int pthread_condattr_destroy(byte[] attributes);

        static native int pthread_cond_init(long condition, byte[] attributes);

        static native int pthread_cond_wait(long condition, long mutex);

        static native int pthread_cond_timedwait(long condition, long mutex, long[] deadline);

        static native int pthread_cond_signal(long condition);

        static native int pthread_cond_broadcast(long condition);
    }

    /** Makes a process-shared one of zeroed bytes: POSIX {@code pthread_cond_init} with {@code pthread_condattr_setpshared}. */
    public static void initialise(long address) {
        Pthread.requireAligned(address, WHAT);
        byte[] attributes = Pthread.attributes();
        required(Natives.pthread_condattr_init(attributes), "pthread_condattr_init", address);
        required(
                Natives.pthread_condattr_setpshared(attributes, Pthread.PROCESS_SHARED),
                "pthread_condattr_setpshared",
                address);
        required(Natives.pthread_cond_init(address, attributes), "pthread_cond_init", address);
        required(Natives.pthread_condattr_destroy(attributes), "pthread_condattr_destroy", address);
    }

    /**
     * POSIX {@code pthread_cond_wait}; the caller owns the mutex, also when this returns. May return without a signal.
     *
     * @return {@link Errno#NONE}; with a robust mutex also what locking it returns
     */
    public static Errno await(long address, long mutex) {
        return Pthread.returned(Natives.pthread_cond_wait(address, mutex), "pthread_cond_wait", address, WHAT);
    }

    /** POSIX {@code pthread_cond_timedwait}: as {@link #await(long, long)}, or {@link Errno#ETIMEDOUT}. */
    public static Errno await(long address, long mutex, long timeoutMillis) {
        int error = Natives.pthread_cond_timedwait(address, mutex, Timespec.fromNow(timeoutMillis));
        return Pthread.returned(error, "pthread_cond_timedwait", address, WHAT);
    }

    /** POSIX {@code pthread_cond_signal}. */
    public static void signal(long address) {
        required(Natives.pthread_cond_signal(address), "pthread_cond_signal", address);
    }

    /** POSIX {@code pthread_cond_broadcast}. */
    public static void broadcast(long address) {
        required(Natives.pthread_cond_broadcast(address), "pthread_cond_broadcast", address);
    }

    private static void required(int error, String call, long address) {
        Pthread.required(error, call, address, WHAT);
    }
}
