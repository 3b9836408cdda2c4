package org.shmstress.tests.segments;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.posix.Descriptors;

/**
 * A mapping that one thread reads and another closes. The reader says that it is about to read, then looks whether the mapping is closed;
 * the closer says that it is closed, then waits until nobody reads, and only then unmaps.
 *
 * <p>What can go wrong: {@code munmap} does not wait for anybody (POSIX). A reader that was past its look reads an address where
 * nothing is mapped, which ends the process, or by then something else, which is worse.
 */
@SharedObject(
        title = "Mapping closed while another thread reads it",
        description = "close waits for readers that have begun, and those that begin later see that it is closed.",
        bytes = 8)
public class ClosedWhileRead {

    private static final int SIZE = 4096;

    private final Path directory;

    public ClosedWhileRead(Slice unused, Path directory) {
        this.directory = directory;
    }

    /**
     * Maps a file that holds the value, has a thread read it, and closes it meanwhile.
     *
     * @return the value, or what else the thread has read
     */
    @Operation
    public final long readAndClose(@Worker int worker, @Unique long value) {
        int fd = Names.openOrCreate(directory.resolve("file-" + worker));
        Descriptors.truncate(fd, SIZE);
        Session session = new Session(MappedFile.map(fd, SIZE), value);
        Thread reader = new Thread(session, "reader");
        reader.start();
        session.awaitFirstRead();
        session.closed = true;
        awaitReaders(session);
        session.file.close();
        await(reader);
        return session.read;
    }

    private static void await(Thread reader) {
        while (reader.isAlive()) {
            Thread.onSpinWait();
        }
    }

    void awaitReaders(Session session) {
        while (session.readers > 0) {
            Thread.onSpinWait();
        }
    }

    /** One mapping and its reader. */
    static final class Session implements Runnable {
        private static final VarHandle READERS = readersHandle();

        private final MappedFile file;
        private final long value;
        private volatile int readers;
        private volatile boolean closed;
        private volatile long read;

        Session(MappedFile file, long value) {
            this.file = file;
            this.value = value;
            file.opaqueLong(0, value);
        }

        @Override
        public void run() {
            boolean same = true;
            while (same) {
                READERS.getAndAdd(this, 1);
                if (closed) {
                    READERS.getAndAdd(this, -1);
                    return;
                }
                read = file.opaqueLong(0);
                READERS.getAndAdd(this, -1);
                same = read == value;
            }
        }

        private static VarHandle readersHandle() {
            try {
                return MethodHandles.lookup().findVarHandle(Session.class, "readers", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private void awaitFirstRead() {
            while (read == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Only what was written is read. */
    public static final class Model {

        public long readAndClose(int worker, long value) {
            return value;
        }
    }

    /** D-100: close unmaps at once. */
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
        void awaitReaders(Session session) {}
    }
}
