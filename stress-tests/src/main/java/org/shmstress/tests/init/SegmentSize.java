package org.shmstress.tests.init;

import java.nio.file.Path;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.PosixException;
import org.shmstress.tests.segments.Names;

/**
 * The size of a segment of a header and so many slots, around all boundaries of 32-bit arithmetic. The files are sparse: they take no
 * memory.
 *
 * <p>What can go wrong: a size computed in {@code int} is negative from 2 GiB on, which the kernel refuses, and positive and much too
 * small from 4 GiB on, which it does not.
 */
@SharedObject(
        title = "Size of a segment beyond 2 GiB",
        description = "Header and slots are added up in 64 bits.",
        bytes = 8)
public class SegmentSize {

    private static final int HEADER_BYTES = 64;
    private static final int SLOT_BYTES = 64;
    private static final long REFUSED = -1;

    private final Path directory;

    public SegmentSize(Slice unused, Path directory) {
        this.directory = directory;
    }

    /** Numbers of slots about which arithmetic changes. */
    public enum Slots {
        ONE(1),
        THOUSAND(1000),
        LAST_BELOW_TWO_GIB((1 << 25) - 2),
        TWO_GIB((1 << 25) - 1),
        ABOVE_TWO_GIB(1 << 25),
        FOUR_GIB((1 << 26) - 1),
        ABOVE_FOUR_GIB(1 << 26),
        EIGHT_GIB(1 << 27);

        private final int count;

        Slots(int count) {
            this.count = count;
        }
    }

    /** Makes a segment for so many slots and returns the size that it has in bytes, -1 if it could not be made. */
    @Operation
    public final long create(@Worker int worker, Slots slots) {
        Path name = directory.resolve("segment-" + worker);
        int fd = Names.openOrCreate(name);
        try {
            Descriptors.truncate(fd, bytes(slots.count));
            return Names.size(fd);
        } catch (PosixException refused) {
            return REFUSED;
        } finally {
            Descriptors.close(fd);
        }
    }

    long bytes(int slots) {
        return HEADER_BYTES + (long) slots * SLOT_BYTES;
    }

    /** Exact arithmetic. */
    public static final class Model {

        public long create(int worker, Slots slots) {
            return Math.addExact(HEADER_BYTES, Math.multiplyExact((long) SLOT_BYTES, slots.count));
        }
    }

    /** D-094: the size is computed in 32 bits. */
    @SharedObject(
            title = "Size of a segment computed in 32 bits",
            description =
                    "Header and slots are added up in int, which overflows: a segment above 4 GiB comes out too small.",
            bytes = 8,
            defect = "D-094")
    public static final class IntArithmetic extends SegmentSize {

        public IntArithmetic(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        long bytes(int slots) {
            return HEADER_BYTES + slots * SLOT_BYTES;
        }
    }
}
