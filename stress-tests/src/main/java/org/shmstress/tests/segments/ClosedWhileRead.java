package org.shmstress.tests.segments;

import java.nio.file.Path;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.posix.Descriptors;

/**
 * A mapping that one thread reads and another closes. The reader looks whether the mapping is closed and reads it under a lock; the
 * closer says that it is closed, takes that lock once, so that nobody is in the middle of reading any more, and only then unmaps.
 *
 * <p>What can go wrong: {@code munmap} does not wait for anybody (POSIX). A reader that was past its look reads an address where
 * nothing is mapped, which ends the process, or by then something else, which is worse.
 */
@SharedObject(
        title = "Mapping closed while another thread reads it",
        description = "close waits for a reader that has begun, and one that begins later sees that it is closed.",
        bytes = 8)
public class ClosedWhileRead {

    private static final int SIZE = 4096;
    private static final int POLLS = 4096;

    private final Path directory;

    public ClosedWhileRead(Slice unused, Path directory) {
        this.directory = directory;
    }

    /** Maps a file that holds the value, has a thread read it, and closes it meanwhile; returns whether nothing else was read. */
    @Operation
    public final boolean readAndClose(@Worker int worker, @Unique long value) {
        int fd = Names.openOrCreate(directory.resolve("file-" + worker));
        Descriptors.truncate(fd, SIZE);
        Session session = new Session(MappedFile.map(fd, SIZE), value);
        new Thread(session, "reader").start();
        session.awaitFirstRead();
        session.closed = true;
        awaitReader(session);
        session.file.close();
        return session.read == value || session.read == 0;
    }

    /** Returns when a reader that has not seen that the mapping is closed has read. */
    void awaitReader(Session session) {
        session.awaitReader();
    }

    /** One mapping and its reader. */
    static final class Session implements Runnable {
        private final MappedFile file;
        private final long value;
        private volatile boolean closed;
        private volatile long read;

        Session(MappedFile file, long value) {
            this.file = file;
            this.value = value;
            file.opaqueLong(0, value);
        }

        @Override
        public void run() {
            boolean open = true;
            while (open) {
                open = readOnce();
            }
        }

        /** Bounded: a thread that gets no CPU reads nothing, which is no less right. */
        private void awaitFirstRead() {
            for (int polls = 0; polls < POLLS && read == 0; polls++) {
                Thread.onSpinWait();
            }
        }

        private synchronized void awaitReader() {
            // whoever holds the lock later sees that the mapping is closed
        }

        private synchronized boolean readOnce() {
            if (closed) {
                return false;
            }
            read = file.opaqueLong(0);
            return read == value;
        }
    }

    /** Only what was written is read. */
    public static final class Model {

        public boolean readAndClose(int worker, long value) {
            return true;
        }
    }

    /** D-100: close waits for nobody. */
    @SharedObject(
            title = "Mapping closed under a thread that reads it",
            description =
                    "close does not wait for readers: one that has looked whether it is closed reads unmapped memory.",
            bytes = 8,
            defect = "D-100")
    public static final class ClosedAtOnce extends ClosedWhileRead {

        public ClosedAtOnce(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        void awaitReader(Session session) {}
    }
}
