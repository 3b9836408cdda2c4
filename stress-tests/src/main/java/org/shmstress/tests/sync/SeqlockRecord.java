package org.shmstress.tests.sync;

import java.lang.invoke.VarHandle;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A record of two words that one process writes and all read without a lock: a sequence number, odd while the record is being written.
 *
 * <p>What can go wrong: the words are read in plain mode and may be of two writes; a reader tells that only by a sequence number
 * that is the same and even before and after. Who leaves out one of the two looks, or lets the compiler make one of them, returns
 * half of an old record and half of a new one. The fences are those of Boehm, Can seqlocks get along with programming language memory
 * models?, MSPC 2012.
 *
 * <p>It is the control C-006: its words are torn all the time, and no torn pair ever comes out.
 */
@SharedObject(
        title = "Seqlock record: two words and a sequence number",
        description = "Readers accept what they read if the sequence number was the same and even before and after it.",
        bytes = 128,
        control = "C-006")
public class SeqlockRecord {

    private static final int SEQUENCE = 0;
    private static final int FIRST = 64;
    private static final int SECOND = 72;

    private final Slice record;

    public SeqlockRecord(Slice record) {
        this.record = record;
    }

    /** Writes both words. */
    @Operation(workers = 0)
    public void write(@Unique long value) {
        long sequence = record.getLong(SEQUENCE); // its only writer
        begin(record, sequence);
        record.putLong(FIRST, value);
        record.putLong(SECOND, value);
        record.putLongRelease(SEQUENCE, sequence + 2); // pairs with sequenceBefore: the words are written
    }

    /** Both words; -1 if they are of two writes. */
    @Operation(workers = 1)
    public long read() {
        while (true) {
            long before = sequenceBefore(record);
            long first = record.getLong(FIRST);
            long second = record.getLong(SECOND);
            long after = sequenceAfter(record, before);
            if (before % 2 == 0 && before == after) {
                return first == second ? first : -1;
            }
            Thread.onSpinWait();
        }
    }

    void begin(Slice seqlock, long sequence) {
        seqlock.putLongOpaque(SEQUENCE, sequence + 1);
        VarHandle.releaseFence(); // pairs with sequenceAfter's: who reads one of the new words sees the odd number
    }

    long sequenceBefore(Slice seqlock) {
        return seqlock.getLongAcquire(SEQUENCE); // pairs with write's release
    }

    long sequenceAfter(Slice seqlock, long before) {
        VarHandle.acquireFence(); // pairs with begin's: the words were read before the number is looked at again
        return seqlock.getLongOpaque(SEQUENCE);
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

    /** D-039: the reader does not look at the sequence number again. */
    @SharedObject(
            title = "Seqlock record whose reader looks at the sequence number once",
            description =
                    "The reader takes an even sequence number before it reads as proof; the writer may begin while it reads.",
            bytes = 128,
            defect = "D-039")
    public static final class NoSecondLook extends SeqlockRecord {

        public NoSecondLook(Slice record) {
            super(record);
        }

        @Override
        long sequenceAfter(Slice seqlock, long before) {
            return before;
        }
    }

    /** D-040: the writer moves the sequence number only once, after the words, so that it is never odd. */
    @SharedObject(
            title = "Seqlock record whose writer moves the sequence number once",
            description =
                    "The sequence number is moved after the words are written, and not before: it never says that a write is under way.",
            bytes = 128,
            defect = "D-040")
    public static final class MovedOnce extends SeqlockRecord {

        public MovedOnce(Slice record) {
            super(record);
        }

        @Override
        void begin(Slice seqlock, long sequence) {}
    }

    /** D-041: the reader's looks at the sequence number are plain, so that the compiler may make one of the two. */
    @SharedObject(
            title = "Seqlock record whose reader looks at the sequence number in plain mode",
            description =
                    "Nothing keeps the compiler from merging the two reads of the sequence number: the check always succeeds then.",
            bytes = 128,
            defect = "D-041")
    public static final class PlainLooks extends SeqlockRecord {

        public PlainLooks(Slice record) {
            super(record);
        }

        @Override
        long sequenceBefore(Slice seqlock) {
            return seqlock.getLong(SEQUENCE);
        }

        @Override
        long sequenceAfter(Slice seqlock, long before) {
            return seqlock.getLong(SEQUENCE);
        }
    }
}
