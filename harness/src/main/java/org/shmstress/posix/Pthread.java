package org.shmstress.posix;

/** What glibc's synchronisation objects have in common. */
final class Pthread {

    static final int PROCESS_SHARED = 1;

    /** Each object begins at a multiple of this. */
    static final int ALIGNMENT = 8;

    /** More than the attributes of any of them need, on any architecture: 4 or 8 bytes (bits/pthreadtypes-arch.h). */
    private static final int ATTRIBUTE_BYTES = 16;

    private Pthread() {}

    static byte[] attributes() {
        return new byte[ATTRIBUTE_BYTES];
    }

    static void requireAligned(long address, String what) {
        if (address % ALIGNMENT != 0) {
            throw new IllegalArgumentException(at(address, what) + " is misaligned");
        }
    }

    /** Of a call that cannot fail unless its caller is mistaken. */
    static void required(int error, String call, long address, String what) {
        Libc.returnedError(error, call, at(address, what));
    }

    /** Of a call whose errors a program must expect. */
    static Errno returned(int error, String call, long address, String what) {
        Errno errno = Errno.of(error);
        if (errno == Errno.OTHER) {
            throw new PosixException(call, error, at(address, what));
        }
        return errno;
    }

    private static String at(long address, String what) {
        return what + " at 0x" + Long.toHexString(address);
    }
}
