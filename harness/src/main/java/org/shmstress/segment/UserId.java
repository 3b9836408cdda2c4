package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.shmstress.HarnessException;

/** Numeric user ids without native calls. */
final class UserId {

    private UserId() {}

    /** Effective user of this process: the kernel makes /proc/self belong to it. */
    static long own() {
        try {
            return ownerOf(Path.of("/proc/self/task"));
        } catch (IOException e) {
            throw new HarnessException("cannot tell this process's user from /proc/self: mount /proc", e);
        }
    }

    /** Owner of a file; symbolic links are not followed. */
    static long ownerOf(Path file) throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    /** Inode of a file; symbolic links are not followed. */
    static long inodeOf(Path file) throws IOException {
        return (Long) Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }
}
