package org.shmstress.tests.sync;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A record of 64 bytes that one process writes and all read, copied in bulk under a sequence number.
 *
 * <p>What can go wrong: a bulk copy looks like one access and is many; how many depends on the JDK and on the width of the processor's
 * vector registers. Without the look at the sequence number afterwards a copy may hold the beginning of one record and the end of another.
 */
@SharedObject(
        title = "Record of 64 bytes, copied in bulk under a sequence number",
        description = "Readers accept a copy if the sequence number was the same and even before and after it.",
        bytes = 192)
public class BulkRecord {

    private static final int SEQUENCE = 0;
    private static final int RECORD = 72; // not aligned to a line: no vector register can hold it at once
    private static final int LENGTH = 64;

    private final Slice slice;
    private final byte[] bytes = new byte[LENGTH];
    private final ByteBuffer words = ByteBuffer.wrap(bytes);

    public BulkRecord(Slice slice) {
        this.slice = slice;
    }

    /** Fills the record with a value. */
    @Operation(workers = 0)
    public void write(@Unique long value) {
        for (int at = 0; at < LENGTH; at += Long.BYTES) {
            words.putLong(at, value);
        }
        long sequence = slice.getLong(SEQUENCE); // its only writer
        slice.putLongOpaque(SEQUENCE, sequence + 1);
        VarHandle.releaseFence(); // pairs with isUnchanged's: who copies new bytes sees the odd number
        slice.copyFrom(RECORD, bytes, 0, LENGTH);
        slice.putLongRelease(SEQUENCE, sequence + 2); // pairs with read: the record is written
    }

    /** The value that fills the record; -1 if there are several. */
    @Operation(workers = 1)
    public long read() {
        long sequence;
        do {
            sequence = slice.getLongAcquire(SEQUENCE); // pairs with write
            slice.copyTo(RECORD, bytes, 0, LENGTH);
        } while (!isUnchanged(slice, sequence));
        return valueOf(words);
    }

    boolean isUnchanged(Slice record, long sequence) {
        VarHandle.acquireFence(); // pairs with write's: the bytes were copied before the number is looked at again
        return sequence % 2 == 0 && record.getLongOpaque(SEQUENCE) == sequence;
    }

    private static long valueOf(ByteBuffer words) {
        long value = words.getLong(0);
        for (int at = Long.BYTES; at < LENGTH; at += Long.BYTES) {
            if (words.getLong(at) != value) {
                return -1;
            }
        }
        return value;
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

    /** D-046: the reader takes the copy without a look at the sequence number. */
    @SharedObject(
            title = "Record of 64 bytes, copied in bulk without a check",
            description = "The reader takes one bulk copy for one access.",
            bytes = 192,
            defect = "D-046")
    public static final class Unchecked extends BulkRecord {

        public Unchecked(Slice slice) {
            super(slice);
        }

        @Override
        boolean isUnchanged(Slice record, long sequence) {
            return true;
        }
    }
}
