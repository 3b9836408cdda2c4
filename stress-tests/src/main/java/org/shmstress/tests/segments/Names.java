package org.shmstress.tests.segments;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Errno;
import org.shmstress.posix.FileNames;
import org.shmstress.posix.OpenFlags;
import org.shmstress.posix.PosixException;

/** Names in a directory: opening files where it is no error that there is none, or already one. */
public final class Names {

    private static final int OWNER_ONLY = 0600;

    private Names() {}

    /** Makes a file that must be new ({@code O_CREAT|O_EXCL}) and returns its descriptor; empty if the name is taken. */
    public static OptionalInt create(Path file) {
        return open(file, OpenFlags.CREATE | OpenFlags.EXCLUSIVE, Errno.EEXIST);
    }

    /** Opens a file that is there; empty if there is none. */
    public static OptionalInt open(Path file) {
        return open(file, 0, Errno.ENOENT);
    }

    /** Opens a file, and makes one if there is none. */
    public static int openOrCreate(Path file) {
        return Descriptors.open(file.toString(), OpenFlags.READ_WRITE | OpenFlags.CREATE, OWNER_ONLY);
    }

    private static OptionalInt open(Path file, int flags, Errno expected) {
        try {
            return OptionalInt.of(Descriptors.open(file.toString(), OpenFlags.READ_WRITE | flags, OWNER_ONLY));
        } catch (PosixException e) {
            if (e.errno() == expected) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** Inode that a name stands for; 0 if there is no such name. */
    public static long inode(Path file) {
        try {
            return Descriptors.status(file.toString()).inode();
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT) {
                return 0;
            }
            throw e;
        }
    }

    /** Gives a file a second name (POSIX {@code link}); false if that name is taken. */
    public static boolean link(Path existing, Path added) {
        try {
            FileNames.link(existing.toString(), added.toString());
            return true;
        } catch (PosixException e) {
            if (e.errno() == Errno.EEXIST) {
                return false;
            }
            throw e;
        }
    }

    /** Removes a name (POSIX {@code unlink}); false if there was none. */
    public static boolean remove(Path file) {
        try {
            FileNames.unlink(file.toString());
            return true;
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    /** Size of an open file in bytes. */
    public static long size(int fd) {
        return Descriptors.status(fd).sizeBytes();
    }
}
