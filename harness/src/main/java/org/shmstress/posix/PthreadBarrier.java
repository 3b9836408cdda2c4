package org.shmstress.posix;

/**
 * glibc's barrier in shared memory, by address. A party that dies while it waits counts as arrived; one that dies before is waited for
 * without end, and destroying the barrier then waits too.
 */
public final class PthreadBarrier {

    /** Size in bytes, on x86-64 and aarch64 (bits/pthreadtypes-arch.h). */
    public static final int BYTES = 32;

    /** What one of the parties gets: {@code PTHREAD_BARRIER_SERIAL_THREAD}. */
    private static final int SERIAL_THREAD = -1;

    private static final String WHAT = "barrier";

    private PthreadBarrier() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "pthread");
        }

        static native int pthread_barrierattr_init(byte[] attributes);

        static native int pthread_barrierattr_setpshared(byte[] attributes, int shared);

        static native int pthread_barrierattr_destroy(byte[] attributes);

        static native int pthread_barrier_init(long barrier, byte[] attributes, int parties);

        static native int pthread_barrier_wait(long barrier);
    }

    /** Makes a process-shared one of zeroed bytes: POSIX {@code pthread_barrier_init} with {@code pthread_barrierattr_setpshared}. */
    public static void initialise(long address, int parties) {
        Pthread.requireAligned(address, WHAT);
        byte[] attributes = Pthread.attributes();
        required(Natives.pthread_barrierattr_init(attributes), "pthread_barrierattr_init", address);
        required(
                Natives.pthread_barrierattr_setpshared(attributes, Pthread.PROCESS_SHARED),
                "pthread_barrierattr_setpshared",
                address);
        required(Natives.pthread_barrier_init(address, attributes, parties), "pthread_barrier_init", address);
        required(Natives.pthread_barrierattr_destroy(attributes), "pthread_barrierattr_destroy", address);
    }

    /** POSIX {@code pthread_barrier_wait}; true for one of the parties. */
    public static boolean await(long address) {
        int result = Natives.pthread_barrier_wait(address);
        if (result != SERIAL_THREAD) {
            required(result, "pthread_barrier_wait", address);
        }
        return result == SERIAL_THREAD;
    }

    private static void required(int error, String call, long address) {
        Pthread.required(error, call, address, WHAT);
    }
}
