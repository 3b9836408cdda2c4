package org.shmstress.posix;

import java.nio.file.Path;

/**
 * Files that are named as shared-memory objects are, or by their path: what begins with a slash and has no other is an object, anything
 * longer a path. So whoever knows what to do with an object's name knows what to do with any file's.
 */
public final class NamedFiles {

    private NamedFiles() {}

    /** Whether it is the name of a shared-memory object. */
    public static boolean isObject(String name) {
        return name.lastIndexOf('/') == 0;
    }

    /** The file of that name. */
    public static Path path(String name) {
        return isObject(name) ? SharedMemory.path(name) : Path.of(name);
    }

    /**
     * POSIX {@code shm_open}, or {@code open}.
     *
     * @param flags of {@link OpenFlags}
     * @param mode permissions of what this call creates
     * @return descriptor
     */
    public static int open(String name, int flags, int mode) {
        return isObject(name) ? SharedMemory.open(name, flags, mode) : Descriptors.open(name, flags, mode);
    }

    /** POSIX {@code shm_unlink}, or {@code unlink}. */
    public static void unlink(String name) {
        if (isObject(name)) {
            SharedMemory.unlink(name);
        } else {
            FileNames.unlink(name);
        }
    }
}
