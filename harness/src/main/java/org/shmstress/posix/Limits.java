package org.shmstress.posix;

/** Limits of this process, and file systems that one thread alone sees. */
public final class Limits {

    /** {@code RLIMIT_NOFILE}: one more than the highest number of a descriptor (asm-generic/resource.h). */
    public static final int DESCRIPTORS = 7;

    /** {@code RLIMIT_AS}: bytes of address space. */
    public static final int ADDRESS_SPACE = 9;

    private static final int NEW_MOUNTS = 0x0002_0000;
    private static final long RECURSIVE = 0x4000;
    private static final long PRIVATE = 0x4_0000;

    private Limits() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int getrlimit(int resource, long[] limits);

        static native int setrlimit(int resource, long[] limits);

        static native int unshare(int flags);

        static native int mount(String source, String target, String type, long flags, String data);
    }

    /**
     * Does something while a limit is lower, for the whole process: POSIX {@code setrlimit} of the soft limit.
     *
     * @param resource one of the constants
     */
    public static void with(int resource, long limit, Runnable action) {
        long[] before = new long[2];
        Libc.checked(Natives.getrlimit(resource, before), "getrlimit", "resource " + resource);
        Libc.checked(Natives.setrlimit(resource, new long[] {limit, before[1]}), "setrlimit", resource + ", " + limit);
        try {
            action.run();
        } finally {
            Libc.checked(Natives.setrlimit(resource, before), "setrlimit", resource + ", as before");
        }
    }

    /**
     * Gives the calling thread, and no other, a file system of its own for shared-memory objects: Linux {@code unshare} with
     * {@code CLONE_NEWNS}, then a tmpfs in place of the machine's. There is no way back; it goes with the thread.
     *
     * @throws PosixException with EPERM if the process may not
     */
    public static void ownRoom(long sizeBytes) {
        Libc.checked(Natives.unshare(NEW_MOUNTS), "unshare", "CLONE_NEWNS");
        Libc.checked(Natives.mount("none", "/", "none", RECURSIVE | PRIVATE, ""), "mount", "/, private");
        String directory = SharedMemory.DIRECTORY.toString();
        Libc.checked(Natives.mount("tmpfs", directory, "tmpfs", 0, "size=" + sizeBytes), "mount", directory);
    }
}
