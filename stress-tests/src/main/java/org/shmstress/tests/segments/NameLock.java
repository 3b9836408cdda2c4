package org.shmstress.tests.segments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock on a file of its own, given up when its owner dies (POSIX {@code fcntl}, F_SETLKW). For one thread per process. The file is
 * opened anew each time, since closing any descriptor of it gives up all locks that the process has on it.
 */
final class NameLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private NameLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Returns when this process has the lock. */
    static NameLock acquire(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new NameLock(channel, channel.lock());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock", e);
        }
    }
}
