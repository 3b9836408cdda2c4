package org.shmstress.tests.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A circular log of records of any length for one writer and one reader. A record begins with its length, which is stored last: where
 * there is a length there is a whole record. The reader zeroes what it has read before it gives it back, so that no old bytes
 * are taken for a length.
 *
 * <p>What can go wrong: a length that is stored before the payload shows a record that is not there yet. A record that does not fit before
 * the end begins at the start, and only a padding record tells the reader so. And a record takes up more than its length, since the next one
 * is aligned: what is left before the end must hold that too, or what lies behind the log is overwritten.
 *
 * <pre>
 * offset  width  name     written by      read by  ordering
 * 0       8      head     reader          both     release, acquire: what lies before it has been read and zeroed
 * 64      8      tail     writer          writer   plain
 * 128     252    log      both            both     a record's length by release and acquire, all else plain
 * 380     4      refused  writer          writer   plain
 *
 * record: 4 bytes length of the whole record, negative for padding; 4 bytes nothing; payload; up to 7 bytes nothing
 * </pre>
 */
@SharedObject(
        title = "Byte log with records of any length",
        description =
                "A record's length is stored last, with release; a padding record leads the reader from the end to the start.",
        bytes = 384)
public class ByteLog {

    private static final int HEAD = 0;
    private static final int TAIL = 64;
    private static final int LOG = 128;
    private static final int CAPACITY = 252;
    private static final int REFUSED = LOG + CAPACITY;
    private static final int HEADER = 8;
    private static final int LONGEST = 61;

    private final Slice slice;
    private final byte[] bytes = new byte[HEADER + LONGEST + HEADER];

    public ByteLog(Slice slice) {
        this.slice = slice;
    }

    /** Appends a record with so many bytes of payload unless there is no room. */
    @Operation(workers = 0, weight = 8)
    public boolean append(@Unique long value, @Range(from = 1, to = LONGEST) int payload) {
        long tail = slice.getLong(TAIL); // its only writer
        int toEnd = toEnd(tail);
        int needed = needed(HEADER + payload);
        int padding = needed > toEnd ? toEnd : 0;
        if (tail + padding + needed - slice.getLongAcquire(HEAD) > CAPACITY) { // pairs with read
            slice.putInt(REFUSED, slice.getInt(REFUSED) + 1);
            return false;
        }
        if (padding > 0) {
            pad(slice, at(tail), padding);
        }
        fill(bytes, payload, value);
        write(slice, at(tail + padding), bytes, HEADER + payload);
        slice.putLong(TAIL, tail + padding + aligned(HEADER + payload));
        return true;
    }

    /** Takes the oldest record; returns its value, 0 if there is none, -1 if it is no whole record. */
    @Operation(workers = 1)
    public long read() {
        long head = slice.getLong(HEAD); // its only writer
        long begin = head;
        int length = slice.getIntAcquire(at(begin)); // pairs with pad and write
        if (length < 0 && -length == toEnd(head)) {
            begin -= length;
            length = slice.getIntAcquire(at(begin)); // pairs with write
        }
        if (length == 0) {
            return 0;
        } else if (length <= HEADER || length > HEADER + LONGEST || length > toEnd(begin)) {
            return -1;
        }
        slice.copyTo(at(begin), bytes, 0, length);
        long value = value(bytes, length);
        slice.putInt(at(head), 0);
        slice.fill(at(begin), aligned(length), (byte) 0);
        slice.putLongRelease(HEAD, begin + aligned(length)); // pairs with append: all is zeroed
        return value;
    }

    /** How many records had no room. */
    @Operation(workers = 0)
    public int refused() {
        return slice.getInt(REFUSED);
    }

    /** How many bytes there must be for a record of that length. */
    int needed(int length) {
        return aligned(length);
    }

    void pad(Slice log, int at, int length) {
        log.putIntRelease(at, -length); // pairs with read: the record follows at the start
    }

    void write(Slice log, int at, byte[] record, int length) {
        log.copyFrom(at + HEADER, record, HEADER, aligned(length) - HEADER);
        log.putIntRelease(at, length); // pairs with read: the payload is written
    }

    private static int at(long position) {
        return LOG + (int) (position % CAPACITY);
    }

    private static int toEnd(long position) {
        return CAPACITY - (int) (position % CAPACITY);
    }

    private static int aligned(int length) {
        return length + 7 & -8;
    }

    /** The value's two lower bytes in turn, so that each payload of two bytes or more says all of it. */
    private static void fill(byte[] record, int payload, long value) {
        for (int i = 0; i < payload; i++) {
            record[HEADER + i] = (byte) (value >>> i % 2 * Byte.SIZE);
        }
        for (int i = HEADER + payload; i < aligned(HEADER + payload); i++) {
            record[i] = 0;
        }
    }

    /** What fills a payload; of one byte the lower byte alone. */
    static long value(byte[] record, int length) {
        long value = record[HEADER] & 0xFF;
        if (length > HEADER + 1) {
            value |= (record[HEADER + 1] & 0xFF) << Byte.SIZE;
        }
        for (int i = 2; i < length - HEADER; i++) {
            if (record[HEADER + i] != record[HEADER + i % 2]) {
                return -1;
            }
        }
        return value;
    }

    /** A queue of records and the bytes that they take up. */
    public static final class Model {
        private final Deque<Long> values = new ArrayDeque<>();
        private final Deque<Long> ends = new ArrayDeque<>();
        private long head;
        private long tail;
        private int refused;

        public boolean append(long value, int payload) {
            int toEnd = toEnd(tail);
            int needed = aligned(HEADER + payload);
            long begin = needed > toEnd ? tail + toEnd : tail;
            if (begin + needed - head > CAPACITY) {
                refused++;
                return false;
            }
            tail = begin + needed;
            values.add(payload == 1 ? value & 0xFF : value & 0xFFFF);
            ends.add(tail);
            return true;
        }

        public long read() {
            if (values.isEmpty()) {
                return 0;
            }
            head = ends.remove();
            return values.remove();
        }

        public int refused() {
            return refused;
        }
    }

    /** D-055: nothing tells the reader that the record which did not fit before the end begins at the start. */
    @SharedObject(
            title = "Byte log without padding records",
            description =
                    "A record that does not fit before the end begins at the start, and the reader looks for its length at the end.",
            bytes = 384,
            defect = "D-055")
    public static final class NoPadding extends ByteLog {

        public NoPadding(Slice slice) {
            super(slice);
        }

        @Override
        void pad(Slice log, int at, int length) {}
    }

    /** D-056: the length is stored before the payload. */
    @SharedObject(
            title = "Byte log whose lengths are stored first",
            description = "The length says that the record is complete and is stored before the payload.",
            bytes = 384,
            defect = "D-056")
    public static final class LengthFirst extends ByteLog {

        public LengthFirst(Slice slice) {
            super(slice);
        }

        @Override
        void write(Slice log, int at, byte[] record, int length) {
            log.putIntRelease(at, length);
            log.copyFrom(at + HEADER, record, HEADER, aligned(length) - HEADER);
        }
    }

    /** D-057: the length is aligned after the space was checked, so that the last record runs over the end. */
    @SharedObject(
            title = "Byte log whose lengths are aligned after the check for space",
            description =
                    "A record fits before the end by its length, and takes up a few bytes more, which belong to what lies behind.",
            bytes = 384,
            defect = "D-057")
    public static final class AlignedLate extends ByteLog {

        public AlignedLate(Slice slice) {
            super(slice);
        }

        @Override
        int needed(int length) {
            return length;
        }
    }
}
