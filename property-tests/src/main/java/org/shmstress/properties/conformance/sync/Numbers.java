package org.shmstress.properties.conformance.sync;

/** Constants of glibc that rows pass to calls and find in memory. */
final class Numbers {

    /** {@code PTHREAD_PROCESS_PRIVATE}, {@code PTHREAD_PROCESS_SHARED} (pthread.h). */
    static final int PRIVATE = 0;

    static final int SHARED = 1;

    /** Kinds of mutexes (pthread.h): {@code PTHREAD_MUTEX_DEFAULT} is {@code PTHREAD_MUTEX_NORMAL}. */
    static final int NORMAL = 0;

    static final int RECURSIVE = 1;
    static final int ERROR_CHECKING = 2;

    /** {@code PTHREAD_MUTEX_STALLED}, {@code PTHREAD_MUTEX_ROBUST} (pthread.h). */
    static final int STALLED = 0;

    static final int ROBUST = 1;

    /** {@code PTHREAD_PRIO_NONE}, {@code PTHREAD_PRIO_INHERIT}, {@code PTHREAD_PRIO_PROTECT} (pthread.h). */
    static final int NO_PROTOCOL = 0;

    static final int INHERIT = 1;
    static final int PROTECT = 2;

    /** {@code PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP} (pthread.h). */
    static final int PREFER_WRITERS = 2;

    /** {@code PTHREAD_BARRIER_SERIAL_THREAD} (pthread.h). */
    static final int SERIAL_THREAD = -1;

    /** {@code SEM_VALUE_MAX} (bits/local_lim.h). */
    static final int SEMAPHORE_MAX = Integer.MAX_VALUE;

    /** {@code CLOCK_REALTIME} and so on (linux/time.h). */
    static final int REALTIME = 0;

    static final int MONOTONIC = 1;
    static final int PROCESS_CPU_TIME = 2;

    /** Where a {@code pthread_mutex_t} has its lock word, recursion count and kind (bits/struct_mutex.h), on both architectures. */
    static final int LOCK_WORD = 0;

    static final int RECURSIONS = 4;
    static final int KIND = 16;

    /** Bits of a lock word that the kernel knows: the owner's thread id below them (linux/futex.h). */
    static final int THREAD_ID_MASK = 0x3fff_ffff;

    /** {@code FUTEX_WAKE | FUTEX_PRIVATE_FLAG} (linux/futex.h). */
    static final int FUTEX_WAKE_PRIVATE = 1 | 128;

    /** {@code __NR_futex} (asm/unistd_64.h, asm-generic/unistd.h). */
    static final int FUTEX_CALL = "aarch64".equals(System.getProperty("os.arch")) ? 98 : 202;

    /** {@code SCHED_FIFO} (linux/sched.h). */
    static final int FIFO = 1;

    /** Linux on x86-64 and aarch64 (asm/signal.h). */
    static final int SIGUSR1 = 10;

    private Numbers() {}
}
