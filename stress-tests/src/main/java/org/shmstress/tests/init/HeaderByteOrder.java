package org.shmstress.tests.init;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;

/**
 * A header that is put together in a byte buffer and copied into the segment, then read field by field in native order. Each worker has
 * a header of its own.
 *
 * <p>What can go wrong: a new {@link ByteBuffer} is big-endian whatever the machine is. Written and read through it alone a number comes
 * back right; read by a view in native order, 1 is 2<sup>56</sup>.
 */
@SharedObject(
        title = "Byte order of a segment's header",
        description = "Written through a byte buffer, read in native order.",
        bytes = 128)
public class HeaderByteOrder {

    private static final int HEADER_BYTES = 64;

    private final Slice slice;

    public HeaderByteOrder(Slice slice) {
        this.slice = slice;
    }

    /** Writes a header with that capacity and returns the capacity that a reader finds. */
    @Operation
    public final long capacity(@Worker int worker, @Unique long capacity) {
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES).order(order());
        header.putLong(0, capacity);
        slice.copyFrom(worker * HEADER_BYTES, header.array(), 0, Long.BYTES);
        return slice.getLong(worker * HEADER_BYTES);
    }

    ByteOrder order() {
        return ByteOrder.nativeOrder();
    }

    /** What was written is read. */
    public static final class Model {

        public long capacity(int worker, long capacity) {
            return capacity;
        }
    }

    /** D-091: the header is written in the buffer's default order. */
    @SharedObject(
            title = "Header written in big-endian order",
            description = "The byte buffer keeps its default order; the readers use the machine's.",
            bytes = 128,
            defect = "D-091")
    public static final class BigEndian extends HeaderByteOrder {

        public BigEndian(Slice slice) {
            super(slice);
        }

        @Override
        ByteOrder order() {
            return ByteBuffer.allocate(0).order();
        }
    }
}
