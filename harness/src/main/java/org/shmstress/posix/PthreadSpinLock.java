package org.shmstress.posix;

/** glibc's spin lock in shared memory, by address. It neither sleeps nor knows its owner, and a dead owner's stays locked. */
public final class PthreadSpinLock {

    /** Size in bytes, on x86-64 and aarch64 (bits/pthreadtypes.h). */
    public static final int BYTES = 4;

    private static final String WHAT = "spin lock";

    private PthreadSpinLock() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "pthread");
        }

        static native int pthread_spin_init(long lock, int shared);

        static native int pthread_spin_lock(long lock);

        static native int pthread_spin_trylock(long lock);

        static native int pthread_spin_unlock(long lock);
    }

    /** POSIX {@code pthread_spin_init}, process-shared. */
    public static void initialise(long address) {
        required(Natives.pthread_spin_init(address, Pthread.PROCESS_SHARED), "pthread_spin_init", address);
    }

    /** POSIX {@code pthread_spin_lock}. */
    public static void lock(long address) {
        required(Natives.pthread_spin_lock(address), "pthread_spin_lock", address);
    }

    /** POSIX {@code pthread_spin_trylock}: {@link Errno#NONE} or {@link Errno#EBUSY}. */
    public static Errno tryLock(long address) {
        return Pthread.returned(Natives.pthread_spin_trylock(address), "pthread_spin_trylock", address, WHAT);
    }

    /** POSIX {@code pthread_spin_unlock}. */
    public static void unlock(long address) {
        required(Natives.pthread_spin_unlock(address), "pthread_spin_unlock", address);
    }

    private static void required(int error, String call, long address) {
        Pthread.required(error, call, address, WHAT);
    }
}
