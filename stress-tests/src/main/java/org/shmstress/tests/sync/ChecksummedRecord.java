package org.shmstress.tests.sync;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A record of 4,096 bytes that one process writes and all read, copied in bulk and accepted by a checksum of all of it.
 *
 * <p>What can go wrong: the checksum proves what it covers and no more. One that covers the header accepts a body of two writes.
 * A mixture that the checksum of all does not tell from a whole record comes about once in 2^32 mixtures.
 *
 * <pre>
 * offset  width  name      written by  read by  ordering
 * 0       8      checksum  worker 0    all      plain, of what follows it
 * 8       8      value     worker 0    all      plain
 * 16      4080   body      worker 0    all      plain, the value over and over
 * </pre>
 */
@SharedObject(
        title = "Record of 4,096 bytes with a checksum",
        description = "Readers copy the record in bulk until its checksum is right.",
        bytes = 4096)
public class ChecksummedRecord {

    private static final int CHECKSUM = 0;
    private static final int VALUE = 8;
    private static final int BODY = 16;
    private static final int LENGTH = 4096;

    private final Slice slice;
    private final byte[] bytes = new byte[LENGTH];
    private final ByteBuffer words = ByteBuffer.wrap(bytes);
    private final CRC32C checksum = new CRC32C();

    public ChecksummedRecord(Slice slice) {
        this.slice = slice;
    }

    /** Writes the first record, whose value is 0. */
    @Initialise
    public void initialise() {
        write(0);
    }

    /** Fills the record with a value. */
    @Operation(workers = 0)
    public void write(@Unique long value) {
        for (int at = VALUE; at < LENGTH; at += Long.BYTES) {
            words.putLong(at, value);
        }
        words.putLong(CHECKSUM, checksum());
        slice.copyFrom(0, bytes, 0, LENGTH);
    }

    /** The value that fills the record; -1 if there are several. */
    @Operation(workers = 1)
    public long read() {
        slice.copyTo(0, bytes, 0, LENGTH);
        while (words.getLong(CHECKSUM) != checksum()) {
            Thread.onSpinWait();
            slice.copyTo(0, bytes, 0, LENGTH);
        }
        long value = words.getLong(VALUE);
        for (int at = BODY; at < LENGTH; at += Long.BYTES) {
            if (words.getLong(at) != value) {
                return -1;
            }
        }
        return value;
    }

    int covered() {
        return LENGTH - VALUE;
    }

    private long checksum() {
        checksum.reset();
        checksum.update(bytes, VALUE, covered());
        return checksum.getValue();
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public void write(long written) {
            value = written;
        }

        public long read() {
            return value;
        }
    }

    /** D-047: the checksum covers the header only. */
    @SharedObject(
            title = "Record of 4,096 bytes with a checksum of its header",
            description = "The checksum covers the header; a body of two writes is accepted.",
            bytes = 4096,
            defect = "D-047")
    public static final class HeaderOnly extends ChecksummedRecord {

        public HeaderOnly(Slice slice) {
            super(slice);
        }

        @Override
        int covered() {
            return BODY - VALUE;
        }
    }
}
