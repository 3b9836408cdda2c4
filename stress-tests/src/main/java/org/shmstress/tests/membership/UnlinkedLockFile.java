package org.shmstress.tests.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Errno;
import org.shmstress.posix.FileLocks;
import org.shmstress.posix.FileStatus;
import org.shmstress.posix.OpenFlags;
import org.shmstress.posix.PosixException;

/**
 * A counter under {@code flock} on a file that whoever releases the lock unlinks, so that nothing is left behind (flock(2)).
 *
 * <p>What can go wrong: who opened the file before it was unlinked gets the lock on a file that has no name any more, and is alone with
 * it; the next one creates a new file and locks that. So whoever has got the lock looks whether the name still denotes what he has
 * locked, and begins anew if not. While he has it open its inode number cannot be given to another file.
 */
@SharedObject(
        title = "Lock on a file that is unlinked at release: its holder is killed",
        description =
                "flock on a file that the releaser unlinks. Who has got the lock compares the inode that he has locked with the one"
                        + " that the name denotes now, and begins anew if they differ.",
        bytes = 8,
        workers = 3,
        faults = Fault.KILL)
public class UnlinkedLockFile {

    private static final int OWNER_READS_AND_WRITES = 0600;

    private final Slice counter;
    private final String file;

    public UnlinkedLockFile(Slice counter, Path directory) {
        this.counter = counter;
        this.file = directory.resolve("lock").toString();
    }

    /** Adds one by load and store, and returns the new value. */
    @Operation(weight = 3)
    public final long increment() {
        int descriptor = acquire();
        long value = counter.getLong(0) + 1;
        counter.putLong(0, value);
        release(descriptor);
        return value;
    }

    /** The value. */
    @Operation
    public final long get() {
        int descriptor = acquire();
        long value = counter.getLong(0);
        release(descriptor);
        return value;
    }

    private int acquire() {
        int descriptor = lock();
        while (!isNamed(descriptor, file)) {
            Descriptors.close(descriptor);
            descriptor = lock();
        }
        return descriptor;
    }

    private int lock() {
        int descriptor = Descriptors.open(file, OpenFlags.CREATE | OpenFlags.READ_WRITE, OWNER_READS_AND_WRITES);
        FileLocks.lockExclusively(descriptor);
        return descriptor;
    }

    /** Whether the name still denotes what is locked. */
    boolean isNamed(int locked, String name) {
        try {
            FileStatus named = Descriptors.status(name);
            FileStatus mine = Descriptors.status(locked);
            return named.inode() == mine.inode() && named.device() == mine.device();
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
    }

    private void release(int descriptor) {
        try {
            Files.deleteIfExists(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Descriptors.close(descriptor);
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment() {
            return ++value;
        }

        public long get() {
            return value;
        }
    }

    /** D-119: after it has got the lock, the process does not verify that the name still denotes the locked file. */
    @SharedObject(
            title = "Lock on a file that may have lost its name",
            description =
                    "Who waited for the lock while its file was unlinked takes it for his, while the next one locks a new file"
                            + " of that name.",
            bytes = 8,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-119")
    public static final class NameNotVerified extends UnlinkedLockFile {

        public NameNotVerified(Slice counter, Path directory) {
            super(counter, directory);
        }

        @Override
        boolean isNamed(int locked, String name) {
            return true;
        }
    }
}
