package org.shmstress.posix;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Mappings by address. An address stays valid until {@link #unmap}; access after that kills the process. */
public final class Memory {

    public static final int PROTECTION_NONE = 0;
    public static final int PROTECTION_READ = 1;
    public static final int PROTECTION_READ_WRITE = 3;
    public static final int SHARED = 1;
    public static final int PRIVATE = 2;

    /** {@code MADV_NORMAL} (asm-generic/mman-common.h). */
    public static final int ADVICE_NORMAL = 0;

    /** {@code MADV_WILLNEED}. */
    public static final int ADVICE_WILL_NEED = 3;

    /** {@code MADV_DONTNEED}: of a private mapping, forgets what was written. */
    public static final int ADVICE_DONT_NEED = 4;

    private static final int SYNCHRONOUS = 4;

    private Memory() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native long mmap(long address, long length, int protection, int flags, int fd, long offset);

        static native int munmap(long address, long length);

        static native int msync(long address, long length, int flags);

        static native int mprotect(long address, long length, int protection);

        static native int madvise(long address, long length, int advice);

        static native int mlock(long address, long length);
    }

    /** Maps a file from its start, shared, readable and writable: POSIX {@code mmap}. */
    public static long mapShared(int fd, long lengthBytes) {
        return map(fd, 0, lengthBytes, PROTECTION_READ_WRITE, SHARED);
    }

    /**
     * POSIX {@code mmap} at an address of the system's choice.
     *
     * @param protection one of the constants
     * @param sharing {@link #SHARED} or {@link #PRIVATE}
     * @return address of the first byte
     */
    public static long map(int fd, long offset, long lengthBytes, int protection, int sharing) {
        long address = Natives.mmap(0, lengthBytes, protection, sharing, fd, offset);
        return Libc.checked(address, "mmap", "descriptor " + fd + ", " + lengthBytes + " bytes from " + offset);
    }

    /** POSIX {@code munmap}. */
    public static void unmap(long address, long lengthBytes) {
        Libc.checked(Natives.munmap(address, lengthBytes), "munmap", range(address, lengthBytes));
    }

    /** POSIX {@code msync} with {@code MS_SYNC}. */
    public static void sync(long address, long lengthBytes) {
        Libc.checked(Natives.msync(address, lengthBytes, SYNCHRONOUS), "msync", range(address, lengthBytes));
    }

    /** POSIX {@code mprotect}. */
    public static void protect(long address, long lengthBytes, int protection) {
        Libc.checked(Natives.mprotect(address, lengthBytes, protection), "mprotect", range(address, lengthBytes));
    }

    /**
     * Linux {@code madvise}.
     *
     * @param advice one of the constants
     */
    public static void advise(long address, long lengthBytes, int advice) {
        Libc.checked(Natives.madvise(address, lengthBytes, advice), "madvise", range(address, lengthBytes));
    }

    /** Keeps the pages in memory until they are unmapped: POSIX {@code mlock}. */
    public static void lock(long address, long lengthBytes) {
        Libc.checked(Natives.mlock(address, lengthBytes), "mlock", range(address, lengthBytes));
    }

    /** A buffer over mapped memory, in native byte order. It does not unmap when collected. */
    public static ByteBuffer buffer(long address, long lengthBytes) {
        return new Pointer(address).getByteBuffer(0, lengthBytes).order(ByteOrder.nativeOrder());
    }

    private static String range(long address, long lengthBytes) {
        return lengthBytes + " bytes at 0x" + Long.toHexString(address);
    }
}
