package org.shmstress.posix;

import org.jspecify.annotations.Nullable;

/**
 * glibc's mutex in shared memory, by address. The functions return their error number; what can only be a caller's mistake is
 * thrown, what a program must expect is returned.
 *
 * <p>Owner is the kernel thread: a virtual thread that moves to another carrier cannot unlock.
 */
public final class PthreadMutex {

    /** Each begins at a multiple of this. */
    public static final int ALIGNMENT = 8;

    private static final int PROCESS_SHARED = 1;
    private static final int ROBUST = 1;
    private static final int PRIORITY_INHERITANCE = 1;

    private PthreadMutex() {}

    /** POSIX mutex types, with glibc's numbers. */
    public enum Type {
        /** Locking twice deadlocks. */
        NORMAL(0),
        /** Locking twice counts. */
        RECURSIVE(1),
        /** Locking twice is EDEADLK, unlocking another's is EPERM. */
        ERROR_CHECKING(2);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    private static final class Natives {
        static {
            Libc.register(Natives.class, "pthread");
        }

        static native int pthread_mutexattr_init(byte[] attributes);

        static native int pthread_mutexattr_setpshared(byte[] attributes, int shared);

        static native int pthread_mutexattr_setrobust(byte[] attributes, int robust);

        static native int pthread_mutexattr_settype(byte[] attributes, int type);

        static native int pthread_mutexattr_setprotocol(byte[] attributes, int protocol);

        static native int pthread_mutexattr_destroy(byte[] attributes);

        static native int pthread_mutex_init(long mutex, byte @Nullable [] attributes);

        static native int pthread_mutex_destroy(long mutex);

        static native int pthread_mutex_lock(long mutex);

        static native int pthread_mutex_trylock(long mutex);

        static native int pthread_mutex_timedlock(long mutex, long[] deadline);

        static native int pthread_mutex_unlock(long mutex);

        static native int pthread_mutex_consistent(long mutex);
    }

    /** Size of a mutex in bytes: 40 on x86-64, 48 on aarch64. */
    public static int bytes() {
        return Architecture.ofThisMachine().mutexBytes();
    }

    /**
     * Makes a process-shared mutex: POSIX {@code pthread_mutex_init} with {@code pthread_mutexattr_setpshared},
     * {@code pthread_mutexattr_setrobust} and {@code pthread_mutexattr_settype}.
     *
     * @param address of {@link #bytes} zeroed bytes that every process has mapped
     * @param robust whether a waiter learns of its owner's death
     */
    public static void initialise(long address, Type type, boolean robust) {
        initialise(address, type, robust, false);
    }

    /**
     * As {@link #initialise(long, Type, boolean)}.
     *
     * @param priorityInheritance whether the owner runs with the highest priority of those who wait for it, which the kernel sees to: POSIX
     *     {@code pthread_mutexattr_setprotocol} with {@code PTHREAD_PRIO_INHERIT}
     */
    public static void initialise(long address, Type type, boolean robust, boolean priorityInheritance) {
        requireAligned(address);
        byte[] attributes = new byte[Architecture.ofThisMachine().mutexAttributeBytes()];
        required(Natives.pthread_mutexattr_init(attributes), "pthread_mutexattr_init", address);
        required(
                Natives.pthread_mutexattr_setpshared(attributes, PROCESS_SHARED),
                "pthread_mutexattr_setpshared",
                address);
        required(
                Natives.pthread_mutexattr_setrobust(attributes, robust ? ROBUST : 0),
                "pthread_mutexattr_setrobust",
                address);
        required(Natives.pthread_mutexattr_settype(attributes, type.number), "pthread_mutexattr_settype", address);
        required(
                Natives.pthread_mutexattr_setprotocol(attributes, priorityInheritance ? PRIORITY_INHERITANCE : 0),
                "pthread_mutexattr_setprotocol",
                address);
        required(Natives.pthread_mutex_init(address, attributes), "pthread_mutex_init", address);
        required(Natives.pthread_mutexattr_destroy(attributes), "pthread_mutexattr_destroy", address);
    }

    /**
     * Makes a mutex that only one process may use: POSIX {@code pthread_mutex_init} without attributes. Between processes it is of no use,
     * which who checks a lock can show.
     */
    public static void initialisePrivate(long address) {
        requireAligned(address);
        required(Natives.pthread_mutex_init(address, null), "pthread_mutex_init", address);
    }

    /** POSIX {@code pthread_mutex_destroy}: {@link Errno#NONE} or {@link Errno#EBUSY}. */
    public static Errno destroy(long address) {
        return returned(Natives.pthread_mutex_destroy(address), "pthread_mutex_destroy", address);
    }

    /**
     * POSIX {@code pthread_mutex_lock}; waits without a bound.
     *
     * @return {@link Errno#NONE}; {@link Errno#EOWNERDEAD} when locked after its owner died; {@link Errno#ENOTRECOVERABLE}
     *     when nobody made it consistent after that; {@link Errno#EDEADLK}
     */
    public static Errno lock(long address) {
        return returned(Natives.pthread_mutex_lock(address), "pthread_mutex_lock", address);
    }

    /** POSIX {@code pthread_mutex_trylock}: as {@link #lock}, or {@link Errno#EBUSY}. */
    public static Errno tryLock(long address) {
        return returned(Natives.pthread_mutex_trylock(address), "pthread_mutex_trylock", address);
    }

    /** POSIX {@code pthread_mutex_timedlock}: as {@link #lock}, or {@link Errno#ETIMEDOUT}. */
    public static Errno lock(long address, long timeoutMillis) {
        int error = Natives.pthread_mutex_timedlock(address, Timespec.fromNow(timeoutMillis));
        return returned(error, "pthread_mutex_timedlock", address);
    }

    /** POSIX {@code pthread_mutex_unlock}: {@link Errno#NONE}, or {@link Errno#EPERM} if another thread owns it. */
    public static Errno unlock(long address) {
        return returned(Natives.pthread_mutex_unlock(address), "pthread_mutex_unlock", address);
    }

    /** POSIX {@code pthread_mutex_consistent}, after {@link Errno#EOWNERDEAD}; {@link Errno#EINVAL} without it. */
    public static Errno consistent(long address) {
        return returned(Natives.pthread_mutex_consistent(address), "pthread_mutex_consistent", address);
    }

    private static void requireAligned(long address) {
        if (address % ALIGNMENT != 0) {
            throw new IllegalArgumentException("a mutex at 0x" + Long.toHexString(address) + " is misaligned");
        }
    }

    private static void required(int error, String call, long address) {
        Libc.returnedError(error, call, "mutex at 0x" + Long.toHexString(address));
    }

    private static Errno returned(int error, String call, long address) {
        Errno errno = Errno.of(error);
        if (errno == Errno.OTHER) {
            throw new PosixException(call, error, "mutex at 0x" + Long.toHexString(address));
        }
        return errno;
    }
}
