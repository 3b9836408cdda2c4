package org.shmstress.tests.segments;

import java.nio.file.Path;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.posix.Descriptors;

/**
 * Attaching to a segment that has a magic number, using it, and giving back all that attaching took: its descriptor and its mapping.
 *
 * <p>What can go wrong: the descriptor stays open where attaching fails half-way; or the mapping is left to the garbage collector, which
 * does not run for want of address space and not because a file has been unlinked, so that what is deleted stays in memory.
 */
@SharedObject(
        title = "What an attached segment holds",
        description =
                "Mapping and descriptor are given back on each way out, also where the segment turns out to be damaged.",
        bytes = 16)
public class AttachedFile {

    private static final int SIZE = 4096;
    private static final int MAGIC = 0;
    private static final int VALUES = 64;
    private static final long RIGHT = 0x73686d7374726573L;
    private static final long REFUSED = -1;

    private final Path directory;

    public AttachedFile(Slice unused, Path directory) {
        this.directory = directory;
    }

    @Initialise
    public final void initialise() {
        make("segment", RIGHT);
        make("damaged", 1);
    }

    private void make(String file, long magic) {
        int fd = Names.create(directory.resolve(file)).orElseThrow();
        Descriptors.truncate(fd, SIZE);
        try (MappedFile made = MappedFile.map(fd, SIZE)) {
            made.opaqueLong(MAGIC, magic);
        }
    }

    /** Attaches to a segment, writes a value of the caller's own and reads it again; -1 if the segment is damaged. */
    @Operation(weight = 4)
    public final long use(@Worker int worker, @Unique long value, boolean damaged) {
        int fd = Names.open(directory.resolve(damaged ? "damaged" : "segment")).orElseThrow();
        if (magic(fd) != RIGHT) {
            refuse(fd);
            return REFUSED;
        }
        MappedFile segment = MappedFile.map(fd, SIZE);
        int offset = VALUES + worker * Long.BYTES;
        segment.opaqueLong(offset, value);
        long read = segment.opaqueLong(offset);
        detach(segment);
        return read;
    }

    private static long magic(int fd) {
        byte[] header = new byte[Long.BYTES];
        Descriptors.read(fd, header, MAGIC);
        return java.nio.ByteBuffer.wrap(header)
                .order(java.nio.ByteOrder.nativeOrder())
                .getLong();
    }

    /** What is done about a damaged segment. */
    void refuse(int fd) {
        Descriptors.close(fd);
    }

    void detach(MappedFile segment) {
        segment.close();
    }

    /** Mappings of these segments that the caller's process has while it uses none. */
    @Operation
    public final int mappings(@Worker int worker) {
        return Held.mappings(directory);
    }

    /** Open descriptors of these segments that the caller's process has while it uses none. */
    @Operation
    public final int descriptors(@Worker int worker) {
        return Held.descriptors(directory);
    }

    /** Nothing is held in between. */
    public static final class Model {

        public long use(int worker, long value, boolean damaged) {
            return damaged ? REFUSED : value;
        }

        public int mappings(int worker) {
            return 0;
        }

        public int descriptors(int worker) {
            return 0;
        }
    }

    /** D-101: unmapping is left to the garbage collector. */
    @SharedObject(
            title = "Attached segment, unmapped by the garbage collector",
            description = "Each attach maps the segment again, and nothing unmaps it before a collection.",
            bytes = 16,
            defect = "D-101")
    public static final class LeftToCollector extends AttachedFile {

        public LeftToCollector(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        void detach(MappedFile segment) {}
    }

    /** D-102: the descriptor stays open where the magic number is wrong. */
    @SharedObject(
            title = "Attached segment whose descriptor stays open on failure",
            description = "The way out for a damaged segment does not close the descriptor.",
            bytes = 16,
            defect = "D-102")
    public static final class LeftOpen extends AttachedFile {

        public LeftOpen(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        void refuse(int fd) {}
    }
}
