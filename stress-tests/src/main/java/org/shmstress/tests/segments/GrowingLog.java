package org.shmstress.tests.segments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.posix.Descriptors;

/**
 * A log in a file that whoever appends makes longer when it is full. How many elements there are is published in other shared memory.
 *
 * <p>What can go wrong: a mapping keeps the length that it had when it was made (POSIX {@code mmap}). A process that measures offsets by
 * its own mapping takes those for corrupt that a peer has added. Right is to map the file again when an offset that is published lies
 * behind the end of the mapping.
 *
 * <pre>
 * offset   width  name      written by        ordering
 * 0        8      elements  under the lock    release, acquire; in the shared memory
 * 1024 i   8      element   under the lock    opaque, ordered by the number of elements; in the file
 * </pre>
 */
@SharedObject(
        title = "Log in a file that grows",
        description = "A reader maps the file again when an element lies behind the end of its mapping.",
        bytes = 8,
        workers = 3)
public class GrowingLog implements AutoCloseable {

    private static final int ELEMENT_BYTES = 1024;
    private static final int MOST_ELEMENTS = 16;
    private static final int GROWTH = 4096;
    private static final int COUNT = 0;
    private static final long CORRUPT = -1;

    private final Slice slice;
    private final Path name;
    private final Path lockFile;
    private @Nullable MappedFile mapped;

    public GrowingLog(Slice slice, Path directory) {
        this.slice = slice;
        this.name = directory.resolve("log");
        this.lockFile = directory.resolve("lock");
    }

    /** Appends an element; false if there are 16. */
    @Operation
    public final boolean append(@Unique long element) {
        try (NameLock locked = NameLock.acquire(lockFile)) {
            long count = slice.getLong(COUNT);
            if (count == MOST_ELEMENTS) {
                return false;
            }
            MappedFile log = grown(offset(count));
            log.opaqueLong(offset(count), element);
            slice.putLongRelease(COUNT, count + 1); // pairs with get
            return true;
        }
    }

    private MappedFile grown(int offset) {
        int fd = Names.openOrCreate(name);
        if (Names.size(fd) <= offset) {
            Descriptors.truncate(fd, offset + GROWTH);
        }
        MappedFile log = mapped;
        if (log == null || log.length() <= offset) {
            return map(fd);
        }
        Descriptors.close(fd);
        return log;
    }

    /** The element of that number; 0 if there are not so many, -1 if the log is corrupt. */
    @Operation(weight = 2)
    public final long get(@Range(from = 0, to = MOST_ELEMENTS - 1) int index) {
        if (index >= slice.getLongAcquire(COUNT)) { // pairs with append
            return 0;
        }
        MappedFile log = mapped;
        if (log == null) {
            log = map(Names.open(name).orElseThrow());
        } else if (log.length() <= offset(index)) {
            log = behindEnd(log);
        }
        return log.length() <= offset(index) ? CORRUPT : log.opaqueLong(offset(index));
    }

    /** What is used for an offset behind the end of that mapping. */
    MappedFile behindEnd(MappedFile log) {
        return map(Names.open(name).orElseThrow());
    }

    private MappedFile map(int fd) {
        close();
        MappedFile log = MappedFile.map(fd, Names.size(fd));
        mapped = log;
        return log;
    }

    private static int offset(long index) {
        return (int) index * ELEMENT_BYTES;
    }

    @Override
    public final void close() {
        MappedFile log = mapped;
        if (log != null) {
            mapped = null;
            log.close();
        }
    }

    /** A list. */
    public static final class Model {
        private final List<Long> elements = new ArrayList<>();

        public boolean append(long element) {
            return elements.size() < MOST_ELEMENTS && elements.add(element);
        }

        public long get(int index) {
            return index < elements.size() ? elements.get(index) : 0;
        }
    }

    /** D-106: the old mapping is used after a peer has made the file longer. */
    @SharedObject(
            title = "Log in a file that grows, mapped once",
            description = "A reader keeps the length of its first mapping and takes what lies behind it for corrupt.",
            bytes = 8,
            workers = 3,
            defect = "D-106")
    public static final class MappedOnce extends GrowingLog {

        public MappedOnce(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        MappedFile behindEnd(MappedFile log) {
            return log;
        }
    }
}
