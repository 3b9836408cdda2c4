package org.shmstress.tests.segments;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.posix.Descriptors;

/**
 * A file that grows when somebody attaches and may be trimmed when nobody is attached. Who is attached is written down in other shared
 * memory, under a lock.
 *
 * <p>What can go wrong: trimming takes the pages from under those who have them mapped. Their next access is a SIGBUS (POSIX
 * {@code mmap}), which Java turns into an {@code InternalError}: at the access on JDK 25, somewhere later on JDK 17.
 *
 * <pre>
 * offset  width  name      written by     ordering
 * 8 w     8      attached  worker w       plain, under the lock; 1 or 0
 * </pre>
 */
@SharedObject(
        title = "Mapped file, trimmed when nobody uses it",
        description = "Whoever trims the file first looks whether anybody is attached.",
        bytes = 8 * TrimmedFile.WORKERS,
        workers = TrimmedFile.WORKERS)
public class TrimmedFile implements AutoCloseable {

    static final int WORKERS = 3;
    private static final int PAGE = 4096;
    private static final int PAGES = 4;
    private static final int LAST_PAGE = (PAGES - 1) * PAGE;

    private final Slice slice;
    private final Path name;
    private final Path lockFile;
    private @Nullable MappedFile mapped;

    public TrimmedFile(Slice slice, Path directory) {
        this.slice = slice;
        this.name = directory.resolve("file");
        this.lockFile = directory.resolve("lock");
    }

    /** Attaches, unless the caller is attached, and sees to it that the file has all its pages. */
    @Operation
    public final void attach(@Worker int worker) {
        if (mapped != null) {
            return;
        }
        try (NameLock locked = NameLock.acquire(lockFile)) {
            int fd = Names.openOrCreate(name);
            if (Names.size(fd) < PAGES * PAGE) {
                Descriptors.truncate(fd, PAGES * PAGE);
            }
            mapped = MappedFile.map(fd, PAGES * PAGE);
            slice.putLong(worker * Long.BYTES, 1);
        }
    }

    /** Writes a value of the caller's own to the last page and reads it again; 0 if the caller is not attached. */
    @Operation(weight = 3)
    public final long touch(@Worker int worker, @Unique long value) {
        MappedFile file = mapped;
        if (file == null) {
            return 0;
        }
        int offset = LAST_PAGE + worker * Long.BYTES;
        file.opaqueLong(offset, value);
        return file.opaqueLong(offset);
    }

    /** Detaches, if the caller is attached. */
    @Operation
    public final void detach(@Worker int worker) {
        try (NameLock locked = NameLock.acquire(lockFile)) {
            close();
            slice.putLong(worker * Long.BYTES, 0);
        }
    }

    /** Trims the file to one page if nobody is attached; returns whether it did. */
    @Operation
    public final boolean trim() {
        try (NameLock locked = NameLock.acquire(lockFile)) {
            boolean free = isFree();
            if (free) {
                int fd = Names.openOrCreate(name);
                Descriptors.truncate(fd, PAGE);
                Descriptors.close(fd);
            }
            return free;
        }
    }

    boolean isFree() {
        for (int worker = 0; worker < WORKERS; worker++) {
            if (slice.getLong(worker * Long.BYTES) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final void close() {
        MappedFile file = mapped;
        if (file != null) {
            file.close();
            mapped = null;
        }
    }

    /** Who is attached. */
    public static final class Model {
        private final boolean[] attached = new boolean[WORKERS];

        public void attach(int worker) {
            attached[worker] = true;
        }

        public long touch(int worker, long value) {
            return attached[worker] ? value : 0;
        }

        public void detach(int worker) {
            attached[worker] = false;
        }

        public boolean trim() {
            for (boolean one : attached) {
                if (one) {
                    return false;
                }
            }
            return true;
        }
    }

    /** D-098: nobody looks before trimming. */
    @SharedObject(
            title = "Mapped file, trimmed under those who use it",
            description =
                    "The file is made shorter without looking who has it mapped; access behind the new end faults.",
            bytes = 8 * WORKERS,
            workers = WORKERS,
            defect = "D-098")
    public static final class TrimmedInUse extends TrimmedFile {

        public TrimmedInUse(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        boolean isFree() {
            return true;
        }
    }
}
