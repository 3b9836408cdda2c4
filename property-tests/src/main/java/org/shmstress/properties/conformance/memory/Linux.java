package org.shmstress.properties.conformance.memory;

import org.shmstress.posix.PageSize;

/** Constants of Linux that rows pass to calls, the same on x86-64 and aarch64 unless said otherwise. */
final class Linux {

    /** Bytes in a page. */
    static final int PAGE = PageSize.bytes();

    /** Protections (asm-generic/mman-common.h). */
    static final int NONE = 0;

    static final int READ = 1;
    static final int WRITE = 2;
    static final int EXEC = 4;
    static final int READ_WRITE = READ | WRITE;

    /** {@code MAP_…} (asm-generic/mman-common.h, linux/mman.h). */
    static final int SHARED = 1;

    static final int PRIVATE = 2;
    static final int SHARED_VALIDATE = 3;
    static final int FIXED = 0x10;
    static final int ANONYMOUS = 0x20;
    static final int POPULATE = 0x8000;
    static final int SYNC = 0x80000;
    static final int FIXED_NOREPLACE = 0x100000;

    /** A bit of {@code mmap}'s flags that no kernel up to 6.18 gives a meaning. */
    static final int UNKNOWN_FLAG = 0x200000;

    /** {@code MREMAP_…} (linux/mman.h). */
    static final int MAY_MOVE = 1;

    static final int MOVE_FIXED = 2;
    static final int DONT_UNMAP = 4;

    /** {@code MS_…} (asm-generic/mman-common.h). */
    static final int MS_ASYNC = 1;

    static final int MS_INVALIDATE = 2;
    static final int MS_SYNC = 4;

    /** {@code MADV_…} (asm-generic/mman-common.h). */
    static final int DONTNEED = 4;

    static final int FREE = 8;
    static final int REMOVE = 9;
    static final int DONTFORK = 10;
    static final int DOFORK = 11;
    static final int HUGEPAGE = 14;
    static final int DONTDUMP = 16;
    static final int WIPEONFORK = 18;
    static final int POPULATE_WRITE = 23;

    /** {@code MCL_…} (asm-generic/mman.h). */
    static final int CURRENT = 1;

    static final int FUTURE = 2;

    /** Signals (asm/signal.h) and their codes (asm-generic/siginfo.h): nothing mapped, not allowed, past the end of the object. */
    static final int SIGBUS = 7;

    static final int SIGUSR1 = 10;
    static final int SIGSEGV = 11;
    static final int SIGSYS = 31;
    static final int MAPERR = 1;
    static final int ACCERR = 2;
    static final int ADRERR = 2;

    /** {@code SA_RESTART} (asm/signal.h). */
    static final int RESTART = 0x10000000;

    /** {@code open} flags that {@code OpenFlags} lacks. */
    static final int WRITE_ONLY = 1;

    /** {@code fcntl} commands (asm-generic/fcntl.h). */
    static final int GET_DESCRIPTOR_FLAGS = 1;

    static final int SET_DESCRIPTOR_FLAGS = 2;
    static final int GET_LOCK = 5;
    static final int SET_LOCK = 6;

    /** {@code SEEK_SET}, {@code SEEK_CUR}. */
    static final int FROM_START = 0;

    static final int FROM_HERE = 1;

    /** {@code RLIMIT_MEMLOCK} (asm-generic/resource.h). */
    static final int LIMIT_LOCKED = 8;

    /** {@code RUSAGE_THREAD}, and where {@code ru_minflt} is in a {@code struct rusage} (linux/resource.h). */
    static final int OF_THREAD = 1;

    static final int MINOR_FAULTS = 64;

    /** {@code AT_EMPTY_PATH}, {@code STATX_BASIC_STATS}, and where {@code stx_blocks} is (linux/stat.h). */
    static final int EMPTY_PATH = 0x1000;

    static final int BASIC_STATS = 0x7ff;
    static final int STATX_BLOCKS = 48;

    /** {@code CLONE_NEWNS}, {@code CLONE_NEWPID} (linux/sched.h). */
    static final int NEW_MOUNTS = 0x20000;

    static final int NEW_PIDS = 0x20000000;

    /** {@code MS_REC | MS_PRIVATE} (linux/mount.h). */
    static final int RECURSIVELY_PRIVATE = 1 << 14 | 1 << 18;

    /** A user without privileges: nobody, on the usual systems. */
    static final int UNPRIVILEGED = 65534;

    /** Numbers of system calls (asm/unistd_64.h, asm-generic/unistd.h). */
    static final int FUTEX_CALL = byArchitecture(202, 98);

    static final int GET_TID = byArchitecture(186, 178);
    static final int SET_ROBUST_LIST = byArchitecture(273, 99);
    static final int GET_ROBUST_LIST = byArchitecture(274, 100);
    static final int MREMAP_CALL = byArchitecture(25, 216);

    /** {@code __NR_futex_waitv}, everywhere the same, and its {@code FUTEX_32} (linux/futex.h). */
    static final int FUTEX_WAITV_CALL = 449;

    static final int FUTEX_32 = 2;

    /** {@code FUTEX_…} operations, shared between processes (linux/futex.h). */
    static final int WAIT = 0;

    static final int WAKE = 1;
    static final int CMP_REQUEUE = 4;
    static final int LOCK_PI = 6;
    static final int UNLOCK_PI = 7;
    static final int WAIT_BITSET = 9;
    static final int WAKE_BITSET = 10;
    static final int PRIVATE_FUTEX = 128;

    /** Bits of a lock word that the kernel knows (linux/futex.h). */
    static final int OWNER_DIED = 0x40000000;

    static final int WAITERS = 0x80000000;
    static final int THREAD_ID = 0x3fffffff;

    /** {@code ROBUST_LIST_LIMIT}, and the size of a {@code struct robust_list_head} (linux/futex.h). */
    static final int ROBUST_LIMIT = 2048;

    static final int ROBUST_HEAD_BYTES = 24;

    /** {@code CLOCK_MONOTONIC} (linux/time.h). */
    static final int MONOTONIC = 1;

    private Linux() {}

    private static int byArchitecture(int x86, int aarch64) {
        return "aarch64".equals(System.getProperty("os.arch")) ? aarch64 : x86;
    }
}
