package org.shmstress.posix;

/**
 * glibc's read-write lock in shared memory, by address. It prefers readers.
 *
 * <p>It is not robust: whoever dies as its owner, or while waiting for it, can block it for good.
 */
public final class PthreadReadWriteLock {

    /** Size in bytes, on x86-64 and aarch64 (bits/pthreadtypes-arch.h). */
    public static final int BYTES = 56;

    private static final String WHAT = "read-write lock";

    private PthreadReadWriteLock() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "pthread");
        }

        static native int pthread_rwlockattr_init(byte[] attributes);

        static native int pthread_rwlockattr_setpshared(byte[] attributes, int shared);

        static native int pthread_rwlockattr_destroy(byte[] attributes);

        static native int pthread_rwlock_init(long lock, byte[] attributes);

        static native int pthread_rwlock_rdlock(long lock);

        static native int pthread_rwlock_wrlock(long lock);

        static native int pthread_rwlock_tryrdlock(long lock);

        static native int pthread_rwlock_trywrlock(long lock);

        static native int pthread_rwlock_unlock(long lock);
    }

    /** Makes a process-shared one of zeroed bytes: POSIX {@code pthread_rwlock_init} with {@code pthread_rwlockattr_setpshared}. */
    public static void initialise(long address) {
        Pthread.requireAligned(address, WHAT);
        byte[] attributes = Pthread.attributes();
        required(Natives.pthread_rwlockattr_init(attributes), "pthread_rwlockattr_init", address);
        required(
                Natives.pthread_rwlockattr_setpshared(attributes, Pthread.PROCESS_SHARED),
                "pthread_rwlockattr_setpshared",
                address);
        required(Natives.pthread_rwlock_init(address, attributes), "pthread_rwlock_init", address);
        required(Natives.pthread_rwlockattr_destroy(attributes), "pthread_rwlockattr_destroy", address);
    }

    /** POSIX {@code pthread_rwlock_rdlock}: {@link Errno#NONE}; {@link Errno#EDEADLK} if the caller owns it for writing. */
    public static Errno lockForReading(long address) {
        return returned(Natives.pthread_rwlock_rdlock(address), "pthread_rwlock_rdlock", address);
    }

    /** POSIX {@code pthread_rwlock_wrlock}: {@link Errno#NONE}; {@link Errno#EDEADLK} if the caller owns it for writing. */
    public static Errno lockForWriting(long address) {
        return returned(Natives.pthread_rwlock_wrlock(address), "pthread_rwlock_wrlock", address);
    }

    /** POSIX {@code pthread_rwlock_tryrdlock}: {@link Errno#NONE} or {@link Errno#EBUSY}. */
    public static Errno tryLockForReading(long address) {
        return returned(Natives.pthread_rwlock_tryrdlock(address), "pthread_rwlock_tryrdlock", address);
    }

    /** POSIX {@code pthread_rwlock_trywrlock}: {@link Errno#NONE} or {@link Errno#EBUSY}. */
    public static Errno tryLockForWriting(long address) {
        return returned(Natives.pthread_rwlock_trywrlock(address), "pthread_rwlock_trywrlock", address);
    }

    /** POSIX {@code pthread_rwlock_unlock}, after either. */
    public static void unlock(long address) {
        required(Natives.pthread_rwlock_unlock(address), "pthread_rwlock_unlock", address);
    }

    private static Errno returned(int error, String call, long address) {
        return Pthread.returned(error, call, address, WHAT);
    }

    private static void required(int error, String call, long address) {
        Pthread.required(error, call, address, WHAT);
    }
}
