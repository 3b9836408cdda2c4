package org.shmstress.posix;

/** Objects in memory that no name leads to, and their seals: Linux {@code memfd_create(2)}, {@code fcntl(2)}. */
public final class MemoryFiles {

    private static final int CLOSE_ON_EXEC = 0x1;
    private static final int ALLOW_SEALING = 0x2;

    /** {@code F_ADD_SEALS} and {@code F_GET_SEALS} (linux/fcntl.h). */
    private static final int ADD_SEALS = 1033;

    private static final int GET_SEALS = 1034;

    private MemoryFiles() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int memfd_create(String name, int flags);

        static native int fcntl(int fd, int command, int argument);
    }

    /**
     * A new object, readable and writable, closed on exec.
     *
     * @param label what /proc shows in place of a name
     * @param sealable whether seals may be added
     * @return its descriptor
     */
    public static int create(String label, boolean sealable) {
        int flags = sealable ? CLOSE_ON_EXEC | ALLOW_SEALING : CLOSE_ON_EXEC;
        return Libc.checked(Natives.memfd_create(label, flags), "memfd_create", label);
    }

    /**
     * Adds seals, for ever.
     *
     * @param seals bits of {@code F_SEAL_…}
     */
    public static void seal(int fd, int seals) {
        Libc.checked(Natives.fcntl(fd, ADD_SEALS, seals), "fcntl(F_ADD_SEALS)", "descriptor " + fd);
    }

    /** The seals that an object has, as bits. */
    public static int seals(int fd) {
        return Libc.checked(Natives.fcntl(fd, GET_SEALS, 0), "fcntl(F_GET_SEALS)", "descriptor " + fd);
    }
}
