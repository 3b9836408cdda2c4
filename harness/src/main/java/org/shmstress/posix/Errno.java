package org.shmstress.posix;

/** Error numbers of Linux, with the text that {@code strerror} gives them (asm-generic/errno.h: the same on x86-64 and aarch64). */
public enum Errno {
    /** No error. */
    NONE(0, "success"),
    EPERM(1, "operation not permitted"),
    ENOENT(2, "no such file or directory"),
    ESRCH(3, "no such process"),
    EINTR(4, "interrupted system call"),
    EIO(5, "input/output error"),
    ENXIO(6, "no such device or address"),
    E2BIG(7, "argument list too long"),
    EBADF(9, "bad file descriptor"),
    ECHILD(10, "no child processes"),
    EAGAIN(11, "resource temporarily unavailable"),
    ENOMEM(12, "cannot allocate memory"),
    EACCES(13, "permission denied"),
    EFAULT(14, "bad address"),
    EBUSY(16, "device or resource busy"),
    EEXIST(17, "file exists"),
    EXDEV(18, "invalid cross-device link"),
    ENODEV(19, "no such device"),
    ENOTDIR(20, "not a directory"),
    EISDIR(21, "is a directory"),
    EINVAL(22, "invalid argument"),
    ENFILE(23, "too many open files in system"),
    EMFILE(24, "too many open files"),
    ENOTTY(25, "inappropriate ioctl for device"),
    ETXTBSY(26, "text file busy"),
    EFBIG(27, "file too large"),
    ENOSPC(28, "no space left on device"),
    ESPIPE(29, "illegal seek"),
    EROFS(30, "read-only file system"),
    EMLINK(31, "too many links"),
    EPIPE(32, "broken pipe"),
    ERANGE(34, "numerical result out of range"),
    EDEADLK(35, "resource deadlock avoided"),
    ENAMETOOLONG(36, "file name too long"),
    ENOSYS(38, "function not implemented"),
    ENOTEMPTY(39, "directory not empty"),
    ELOOP(40, "too many levels of symbolic links"),
    EOVERFLOW(75, "value too large for defined data type"),
    ENOTSUP(95, "operation not supported"),
    ETIMEDOUT(110, "connection timed out"),
    EALREADY(114, "operation already in progress"),
    EDQUOT(122, "disk quota exceeded"),
    ECANCELED(125, "operation canceled"),
    EOWNERDEAD(130, "owner died"),
    ENOTRECOVERABLE(131, "state not recoverable"),
    /** A number that this list does not name. */
    OTHER(-1, "unlisted error");

    private static final Errno[] BY_NUMBER = byNumber();

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The number, or -1 for {@link #OTHER}. */
    public int number() {
        return number;
    }

    /** What it means, in lower case. */
    public String text() {
        return text;
    }

    /** The constant of this number, {@link #OTHER} if the list has none. */
    public static Errno of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : OTHER;
    }

    /** Its name; of a number that the list does not name, {@code errno-123}. */
    public static String nameOf(int number) {
        return of(number) == OTHER ? "errno-" + number : of(number).name();
    }

    private static Errno[] byNumber() {
        Errno[] table = new Errno[ENOTRECOVERABLE.number + 1];
        java.util.Arrays.fill(table, OTHER);
        for (Errno errno : values()) {
            if (errno.number >= 0) {
                table[errno.number] = errno;
            }
        }
        return table;
    }
}
