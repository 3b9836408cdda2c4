package org.shmstress.tests.init;

import java.nio.file.Path;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.OpenFlags;
import org.shmstress.tests.segments.MappedFile;
import org.shmstress.tests.segments.Names;

/**
 * A segment with one value, attached anew for each use; attaching makes sure that the file has its size.
 *
 * <p>What can go wrong: a flag that is right for a new file, O_TRUNC (POSIX {@code open}), takes from a live one all that is in it, and
 * the pages from under those who have it mapped.
 */
@SharedObject(
        title = "Segment attached again and again",
        description = "Each use opens the file, sees to its size, maps it and unmaps it again.",
        bytes = 8)
public class ReopenedSegment {

    private static final int SIZE = 4096;
    private static final int VALUE = 64;

    private final Path name;

    public ReopenedSegment(Slice unused, Path directory) {
        this.name = directory.resolve("segment");
    }

    @Initialise
    public final void initialise() {
        Descriptors.close(Names.create(name).orElseThrow());
    }

    /** Sets the value. */
    @Operation
    public final void write(@Unique long value) {
        try (MappedFile segment = attach()) {
            segment.volatileLong(VALUE, value);
        }
    }

    /** The value. */
    @Operation
    public final long read() {
        try (MappedFile segment = attach()) {
            return segment.volatileLong(VALUE);
        }
    }

    private MappedFile attach() {
        int fd = Descriptors.open(name.toString(), flags(), 0);
        Descriptors.truncate(fd, SIZE);
        return MappedFile.map(fd, SIZE);
    }

    int flags() {
        return OpenFlags.READ_WRITE;
    }

    /** A register. */
    public static final class Model {
        private long value;

        public void write(long written) {
            value = written;
        }

        public long read() {
            return value;
        }
    }

    /** D-089: attaching opens the file with O_TRUNC. */
    @SharedObject(
            title = "Segment wiped by those who attach",
            description = "The file is opened with O_TRUNC for attaching, too.",
            bytes = 8,
            defect = "D-089")
    public static final class Truncated extends ReopenedSegment {

        public Truncated(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        int flags() {
            return OpenFlags.READ_WRITE | OpenFlags.TRUNCATE;
        }
    }
}
