package org.shmstress.posix;

/** Size of a page of memory. */
public final class PageSize {

    private PageSize() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int getpagesize();
    }

    /** Bytes in a page: {@code getpagesize}, the same as POSIX {@code sysconf(_SC_PAGESIZE)}. */
    public static int bytes() {
        return Natives.getpagesize();
    }

    /** The smallest whole number of pages that holds so many bytes, in bytes. */
    public static long roundUp(long bytes) {
        long page = bytes();
        return (bytes + page - 1) / page * page;
    }
}
