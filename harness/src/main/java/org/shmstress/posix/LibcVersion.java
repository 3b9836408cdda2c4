package org.shmstress.posix;

import java.util.Optional;
import org.shmstress.HarnessException;

/** Which glibc this process runs on: {@code gnu_get_libc_version(3)}. */
public final class LibcVersion {

    private LibcVersion() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native String gnu_get_libc_version();
    }

    /** Its version, such as {@code 2.36}; empty with another C library. */
    public static Optional<String> text() {
        try {
            return Optional.of(Natives.gnu_get_libc_version());
        } catch (HarnessException | LinkageError notGlibc) {
            return Optional.empty(); // musl and others have no such function
        }
    }
}
