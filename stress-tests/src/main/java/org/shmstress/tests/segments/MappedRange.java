package org.shmstress.tests.segments;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.PageSize;

/**
 * Ranges of a file, mapped from any offset to the end. {@code mmap} maps whole pages from page borders only (POSIX), so the offset
 * is rounded down and the difference is where the range begins in the mapping.
 *
 * <p>What can go wrong: the difference is forgotten, so that the range begins at the page border; or the length that was rounded up to
 * whole pages is taken for the length of the range, so that up to a page behind the end of the file is read as if it were data.
 *
 * <p>The file has 4 pages of 4,096 bytes and 808 bytes; the long at each multiple of 8 is that offset.
 */
@SharedObject(
        title = "Part of a file mapped from any offset",
        description =
                "The offset is rounded down to a page and the difference added again; the length stays that of the file.",
        bytes = 8)
public class MappedRange {

    private static final int BYTES = 4 * 4096 + 808;
    private static final int WORDS = BYTES / Long.BYTES;
    private static final long BEHIND_THE_END = -1;

    private final Path name;

    public MappedRange(Slice unused, Path directory) {
        this.name = directory.resolve("file");
    }

    @Initialise
    public final void initialise() {
        ByteBuffer content = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
        for (int offset = 0; offset < BYTES; offset += Long.BYTES) {
            content.putLong(offset, offset);
        }
        int fd = Names.create(name).orElseThrow();
        Descriptors.write(fd, content.array(), 0);
        Descriptors.close(fd);
    }

    /** Maps the file from the n-th long to its end, and returns the length of that range in bytes. */
    @Operation
    public final long length(@Range(from = 0, to = WORDS - 1) int from) {
        long offset = (long) from * Long.BYTES;
        try (MappedFile mapped = map(offset)) {
            return usable(mapped, offset);
        }
    }

    /** Maps the file from the n-th long to its end, and returns the long that comes so many longs later; -1 behind the end. */
    @Operation
    public final long read(@Range(from = 0, to = WORDS - 1) int from, @Range(from = 0, to = 511) int later) {
        long offset = (long) from * Long.BYTES;
        long position = (long) later * Long.BYTES;
        try (MappedFile mapped = map(offset)) {
            return position + Long.BYTES > usable(mapped, offset)
                    ? BEHIND_THE_END
                    : mapped.plainLong((int) (begin(offset) + position));
        }
    }

    private MappedFile map(long offset) {
        int fd = Names.open(name).orElseThrow();
        long border = offset - offset % PageSize.bytes();
        return MappedFile.map(fd, border, length(Names.size(fd) - border));
    }

    private long usable(MappedFile mapped, long offset) {
        return mapped.length() - begin(offset);
    }

    /** Where a range from that offset begins in its mapping. */
    long begin(long offset) {
        return offset % PageSize.bytes();
    }

    /** Length of a mapping that holds so many bytes. */
    long length(long bytes) {
        return bytes;
    }

    /** Reading the file itself. */
    public static final class Model {

        public long length(int from) {
            return BYTES - (long) from * Long.BYTES;
        }

        public long read(int from, int later) {
            return from + later < WORDS ? (from + later) * (long) Long.BYTES : BEHIND_THE_END;
        }
    }

    /** D-103: the difference to the page border is not added again. */
    @SharedObject(
            title = "Part of a file mapped from the page border",
            description = "The offset is rounded down to a page, and the range begins there.",
            bytes = 8,
            defect = "D-103")
    public static final class BeginsAtBorder extends MappedRange {

        public BeginsAtBorder(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        long begin(long offset) {
            return 0;
        }
    }

    /** D-104: the length of the mapping, in whole pages, is taken for that of the range. */
    @SharedObject(
            title = "Part of a file mapped in whole pages",
            description =
                    "The length is rounded up to whole pages, and what lies behind the end of the file counts as data.",
            bytes = 8,
            defect = "D-104")
    public static final class WholePages extends MappedRange {

        public WholePages(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        long length(long bytes) {
            return PageSize.roundUp(bytes);
        }
    }
}
