package org.shmstress.script;

import java.util.List;
import java.util.Set;

/** What must be known of functions of the C library in order to read what they return, and to give back what they gave. */
public final class LibraryFacts {

    /** {@code F_DUPFD} and {@code F_DUPFD_CLOEXEC} (asm-generic/fcntl.h). */
    private static final Set<Long> DUPLICATING = Set.of(0L, 1030L);

    private static final Set<String> ADDRESSES =
            Set.of("mmap", "mremap", "sem_open", "malloc", "calloc", "shmat", "aligned_alloc", "__errno_location");

    private static final Set<String> WIDE = Set.of(
            "read",
            "write",
            "pread",
            "pwrite",
            "readv",
            "writev",
            "lseek",
            "syscall",
            "sysconf",
            "fpathconf",
            "pathconf",
            "readlink",
            "sendfile",
            "copy_file_range",
            "splice",
            "sendmsg",
            "recvmsg",
            "send",
            "recv",
            "pthread_self",
            "strlen",
            "time",
            "getxattr",
            "fgetxattr",
            "listxattr",
            "flistxattr",
            "process_vm_readv",
            "process_vm_writev",
            "preadv",
            "pwritev",
            "dlopen",
            "dlsym");

    private static final Set<String> DESCRIPTORS = Set.of(
            "open",
            "openat",
            "creat",
            "shm_open",
            "memfd_create",
            "dup",
            "dup2",
            "dup3",
            "eventfd",
            "socket",
            "epoll_create1",
            "timerfd_create",
            "inotify_init1",
            "pidfd_open",
            "pidfd_getfd");

    private LibraryFacts() {}

    /** Whether it returns 64 bits. */
    public static boolean isWide(String function) {
        return WIDE.contains(function) || ADDRESSES.contains(function);
    }

    /** Whether the returned value says that the call failed and set errno. */
    public static boolean failed(String function, long value) {
        return value == -1 || (value == 0 && ADDRESSES.contains(function));
    }

    /** Whether it returns a new descriptor when it succeeds. */
    public static boolean returnsDescriptor(String function, List<Object> arguments) {
        return DESCRIPTORS.contains(function)
                || (function.equals("fcntl")
                        && arguments.size() > 1
                        && arguments.get(1) instanceof Long command
                        && DUPLICATING.contains(command));
    }
}
