package org.shmstress.posix;

import java.nio.file.Path;

/** Shared-memory objects by name. Names begin with a slash and have no other. */
public final class SharedMemory {

    /** Where Linux keeps the objects: {@code /name} is the file {@code /dev/shm/name} (shm_overview(7)). */
    public static final Path DIRECTORY = Path.of("/dev/shm");

    private SharedMemory() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "rt");
        }

        static native int shm_open(String name, int flags, int mode);

        static native int shm_unlink(String name);
    }

    /** The file of an object. */
    public static Path path(String name) {
        return DIRECTORY.resolve(name.substring(1));
    }

    /**
     * Makes a new object, readable and writable by its owner only: POSIX {@code shm_open} with {@code O_CREAT|O_EXCL}.
     *
     * @return its descriptor
     * @throws PosixException with EEXIST if the name is taken
     */
    public static int create(String name) {
        return open(name, OpenFlags.READ_WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600);
    }

    /**
     * Opens an object for reading and writing: POSIX {@code shm_open}.
     *
     * @return its descriptor
     * @throws PosixException with ENOENT if there is none of this name
     */
    public static int open(String name) {
        return open(name, OpenFlags.READ_WRITE, 0);
    }

    /**
     * POSIX {@code shm_open}.
     *
     * @param flags of {@link OpenFlags}
     * @param mode permissions of an object that this call creates
     * @return descriptor
     */
    public static int open(String name, int flags, int mode) {
        return Libc.checked(Natives.shm_open(name, flags, mode), "shm_open", name);
    }

    /** Removes the name; the object lives on while it is open or mapped anywhere: POSIX {@code shm_unlink}. */
    public static void unlink(String name) {
        Libc.checked(Natives.shm_unlink(name), "shm_unlink", name);
    }
}
