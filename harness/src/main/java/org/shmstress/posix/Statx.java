package org.shmstress.posix;

import com.sun.jna.Pointer;

/**
 * Linux's {@code struct statx}, read in place of {@code struct stat}: it has one layout on every architecture, while
 * {@code struct stat} differs between x86-64 (144 bytes, st_nlink before st_mode) and aarch64 (128 bytes, after it), and
 * {@code fstat} is no exported function before glibc 2.33.
 *
 * <pre>
 *   offset  width  field             offset  width  field
 *       16      4  stx_nlink             40      8  stx_size
 *       20      4  stx_uid               48      8  stx_blocks
 *       28      2  stx_mode             136      4  stx_dev_major
 *       32      8  stx_ino              140      4  stx_dev_minor
 * </pre>
 */
final class Statx {

    static final int BYTES = 256;
    static final int EMPTY_PATH = 0x1000;
    static final int CURRENT_DIRECTORY = -100;
    static final int BASIC_STATS = 0x7ff;

    private Statx() {}

    static FileStatus read(Pointer buffer) {
        return new FileStatus(
                device(unsigned(buffer.getInt(136)), unsigned(buffer.getInt(140))),
                buffer.getLong(32),
                unsigned(buffer.getInt(16)),
                unsigned(buffer.getInt(20)),
                buffer.getShort(28) & 0xffff,
                buffer.getLong(40),
                buffer.getLong(48));
    }

    /** As glibc's {@code makedev}. */
    private static long device(long major, long minor) {
        return ((major & 0xfffff000L) << 32)
                | ((major & 0xfffL) << 8)
                | ((minor & 0xffffff00L) << 12)
                | (minor & 0xffL);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
