package org.shmstress.tests.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A counter under {@link FileChannel#lock()}, which on Linux is a record lock of the process (POSIX {@code fcntl}, F_SETLKW). The
 * process that holds it is killed, too; then the kernel lets go of the lock.
 *
 * <p>What can go wrong: a record lock belongs to the process and the file, not to the channel. When the process closes any descriptor
 * of that file, the lock is gone, and {@link FileLock#isValid} still says that it is held.
 */
@SharedObject(
        title = "Java's file lock between processes: its holder is killed",
        description =
                "A counter in the segment is incremented by load and store under FileChannel.lock. When the holder is killed, the"
                        + " kernel lets the next one in.",
        bytes = 8,
        workers = 3,
        faults = Fault.KILL)
public class FileLocked implements AutoCloseable {

    private final Slice counter;
    private final Path file;
    private final FileChannel channel;

    public FileLocked(Slice counter, Path directory) {
        this.counter = counter;
        this.file = directory.resolve("lock");
        this.channel = LockFiles.open(file);
    }

    /** Adds one by load and store, and returns the new value. */
    @Operation(weight = 3)
    public final long increment() {
        try (FileLock held = channel.lock()) {
            inspect(channel, file);
            long value = counter.getLong(0) + 1;
            counter.putLong(0, value);
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value. */
    @Operation
    public final long get() {
        try (FileLock held = channel.lock()) {
            return counter.getLong(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the owner of the lock does with the lock file before he goes on. */
    void inspect(FileChannel own, Path lockFile) throws IOException {
        own.size();
    }

    @Override
    public final void close() throws IOException {
        channel.close();
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

    /** D-118: a helper opens and closes the lock file in the same process, which drops the lock silently. */
    @SharedObject(
            title = "File lock whose file is opened and closed while it is held",
            description =
                    "The owner opens and closes the lock file; closing any descriptor of it drops the process's lock,"
                            + " though the lock object still says that it is valid.",
            bytes = 8,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-118")
    public static final class OpenedWhileHeld extends FileLocked {

        public OpenedWhileHeld(Slice counter, Path directory) {
            super(counter, directory);
        }

        @Override
        void inspect(FileChannel own, Path lockFile) throws IOException {
            LockFiles.open(lockFile).close();
        }
    }
}
