package org.shmstress.tests.membership;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A counter whose only user is the process named in a file; files of dead processes are taken over.
 *
 * <p>The file gets its name when its content is complete (POSIX {@code link}, which fails if the name exists). A stale one is removed
 * under a file lock, after it was read again there, so what is removed is what was found stale.
 *
 * <p>What can go wrong: between finding a file stale and removing it another process may have done both and created its own, which is
 * then removed; and a file that has its name before its content looks like nobody's. Owners die in two ways: their process is killed,
 * and their thread ends inside ({@link #vanish}).
 */
@SharedObject(
        title = "Pid file: stale ones are taken over",
        description =
                "Whoever links his identity under the agreed name owns the counter. The file of a dead owner is removed under a lock,"
                        + " after it was found stale once more.",
        bytes = PidFile.BYTES,
        workers = 3,
        faults = Fault.KILL)
public class PidFile implements AutoCloseable {

    static final int BYTES = 64 + Members.BYTES;

    private final Slice slice;
    private final Members members;
    private final Path directory;
    private final Path file;
    private final FileChannel guard;

    public PidFile(Slice slice, Path directory) {
        this.slice = slice;
        this.members = new Members(slice.slice(64, Members.BYTES));
        this.directory = directory;
        this.file = directory.resolve("pid");
        this.guard = LockFiles.open(directory.resolve("guard"));
    }

    /** Adds one by load and store, and returns the new value. */
    @Operation(weight = 4)
    public final long increment() {
        try {
            acquire();
            long value = slice.getLong(0) + 1;
            slice.putLong(0, value);
            Files.deleteIfExists(file);
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends as a thread while it owns the counter, and leaves its file there. */
    @Operation
    public final void vanish() {
        try {
            acquire();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        members.vanish();
    }

    private void acquire() throws IOException {
        Patience patience = new Patience();
        while (!create(file, Long.toString(members.self()))) {
            if (isStale(file)) {
                removeStale(file, guard);
            }
            patience.isOver();
        }
    }

    /** False if there is a file of that name. */
    boolean create(Path named, String content) throws IOException {
        Path complete = directory.resolve(content);
        write(complete, content);
        try {
            Files.createLink(named, complete);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Creates a file and then writes its content; false if there is a file of that name. */
    static boolean write(Path named, String content) throws IOException {
        try (FileChannel created = FileChannel.open(named, CREATE_NEW, WRITE)) {
            created.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII)));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    final boolean isStale(Path named) throws IOException {
        try {
            String content = Files.readString(named);
            return content.isEmpty() || members.isDead(Long.parseLong(content));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Removes a file that was found stale a moment ago. */
    void removeStale(Path named, FileChannel lock) throws IOException {
        try (FileLock held = lock.lock()) {
            if (isStale(named)) {
                Files.deleteIfExists(named);
            }
        }
    }

    @Override
    public final void close() throws IOException {
        guard.close();
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment() {
            return ++value;
        }

        public void vanish() {}
    }

    /** D-120: two processes find the dead owner, both remove and create, and the second one removes the first one's new file. */
    @SharedObject(
            title = "Pid file that is removed without being read again",
            description =
                    "A file that was found stale is removed by its name; by then it may be the new file of one who found the"
                            + " same and was faster.",
            bytes = PidFile.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-120")
    public static final class RemovedTwice extends PidFile {

        public RemovedTwice(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        void removeStale(Path named, FileChannel lock) throws IOException {
            Files.deleteIfExists(named);
        }
    }

    /** D-121: the file is created and then written, and an empty one is taken for stale. */
    @SharedObject(
            title = "Pid file that is empty for a moment",
            description =
                    "The file is created first and gets its content a step later; others find it empty, take it for a dead"
                            + " one's and remove it.",
            bytes = PidFile.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-121")
    public static final class EmptyAtFirst extends PidFile {

        public EmptyAtFirst(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        boolean create(Path named, String content) throws IOException {
            return write(named, content);
        }
    }
}
