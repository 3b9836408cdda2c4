package org.shmstress.properties.conformance.files;

/** Numbers of Linux that calls on files take; the same on x86-64 and aarch64 unless it is said. */
final class FileConstants {

    // asm-generic/fcntl.h, linux/fcntl.h
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_GETFD = 1;
    static final int FD_CLOEXEC = 1;
    static final int F_GETLK = 5;
    static final int F_SETLK = 6;
    static final int F_SETLKW = 7;
    static final int F_OFD_GETLK = 36;
    static final int F_OFD_SETLK = 37;
    static final int F_RDLCK = 0;
    static final int F_WRLCK = 1;
    static final int F_UNLCK = 2;
    static final int F_ADD_SEALS = 1033;
    static final int F_GET_SEALS = 1034;
    static final int F_SEAL_SEAL = 1;
    static final int F_SEAL_SHRINK = 2;
    static final int F_SEAL_GROW = 4;
    static final int F_SEAL_WRITE = 8;
    static final int F_SEAL_FUTURE_WRITE = 16;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;
    static final int LOCK_UN = 8;

    // linux/memfd.h
    static final int MFD_CLOEXEC = 1;
    static final int MFD_ALLOW_SEALING = 2;

    // unistd.h
    static final int SEEK_SET = 0;
    static final int SEEK_CUR = 1;
    static final int SEEK_DATA = 3;
    static final int SEEK_HOLE = 4;

    // linux/falloc.h
    static final int FALLOC_FL_KEEP_SIZE = 1;
    static final int FALLOC_FL_PUNCH_HOLE = 2;

    // asm-generic/mman-common.h, linux/mman.h
    static final int PROT_NONE = 0;
    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_SHARED_ANONYMOUS = 0x21;
    static final int MADV_PAGEOUT = 21;

    // asm-generic/signal.h, asm-generic/siginfo.h
    static final int SIGBUS = 7;
    static final int SIGXFSZ = 25;
    static final int BUS_ADRERR = 2;
    static final int SIG_IGN = 1;

    // asm-generic/resource.h
    static final int RLIMIT_FSIZE = 1;
    static final int RLIMIT_NOFILE = 7;

    // linux/sched.h, linux/mount.h, linux/magic.h
    static final int CLONE_NEWNS = 0x20000;
    static final int CLONE_NEWUSER = 0x10000000;
    static final int MS_REMOUNT = 32;
    static final int MS_REC_PRIVATE = 0x44000;
    static final long TMPFS_MAGIC = 0x01021994;

    // sys/stat.h
    static final int S_IFMT = 0170000;
    static final int S_IFREG = 0100000;
    static final int PERMISSIONS = 0777;

    private FileConstants() {}
}
