package org.shmstress.posix;

import org.shmstress.HarnessException;

/**
 * What differs between the architectures that the harness runs on.
 *
 * @param mutexBytes size of glibc's {@code pthread_mutex_t} (bits/pthreadtypes-arch.h)
 * @param mutexAttributeBytes size of {@code pthread_mutexattr_t}
 * @param futexCall number of the futex system call (asm/unistd_64.h, asm-generic/unistd.h)
 */
record Architecture(int mutexBytes, int mutexAttributeBytes, long futexCall) {

    private static final Architecture THIS = of(System.getProperty("os.arch"));

    static Architecture ofThisMachine() {
        return THIS;
    }

    static Architecture of(String osArch) {
        return switch (osArch) {
            case "amd64" -> new Architecture(40, 4, 202);
            case "aarch64" -> new Architecture(48, 8, 98);
            default ->
                throw new HarnessException("native locks are known on amd64 and aarch64, this JVM says " + osArch);
        };
    }
}
