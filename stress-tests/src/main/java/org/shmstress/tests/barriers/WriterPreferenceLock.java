package org.shmstress.tests.barriers;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.tests.mutex.Spin;

/**
 * A read-write lock in one word that lets no new reader in while a writer waits.
 *
 * <p>What can go wrong: readers that overlap keep the writer out for as long as new ones come. Judged without a bound on time: the word also
 * counts readers that came in, so the writer knows how many overtook it. Here nobody can; a fair chance would be a few.
 *
 * <p>From the lowest bit: 1 for a writer inside, 1 for a writer that waits, 14 for readers inside, 48 for readers that ever came in.
 */
@SharedObject(
        title = "Read-write lock that prefers writers",
        description = "A writer that waits keeps new readers out, and gets in once those inside have left.",
        bytes = 256,
        workers = 3)
public class WriterPreferenceLock {

    private static final int WORD = 0;
    private static final int DATA = 128;

    private static final long WRITER = 1;
    private static final long WAITING = 2;
    private static final long READER = 4;
    private static final long READERS = 0xFFFC;
    private static final long ENTRY = 0x1_0000;

    /** A writer that so many overtook was not given its turn. */
    private static final long TOO_MANY = 10;

    private final Slice slice;
    private final TwoWords words;

    public WriterPreferenceLock(Slice slice) {
        this.slice = slice;
        this.words = new TwoWords(slice, DATA);
    }

    /** Writes; says whether too many readers came in while it waited. */
    @Operation(workers = 0)
    public final boolean write(@Unique long value) {
        long entriesBefore = slice.getAndBitwiseOrLong(WORD, WAITING) / ENTRY;
        int polls = 0;
        long seen = slice.getLongVolatile(WORD);
        while ((seen & READERS) != 0 || !slice.compareAndSetLong(WORD, seen, seen - WAITING + WRITER)) {
            polls = Spin.once(polls);
            seen = slice.getLongVolatile(WORD);
        }
        words.write(value);
        slice.getAndAddLong(WORD, -WRITER); // pairs with the compare-and-set in read
        return seen / ENTRY - entriesBefore > TOO_MANY;
    }

    /** Reads; -1 when a writer was seen at work. */
    @Operation(workers = {1, 2})
    public final long read() {
        int polls = 0;
        long seen = slice.getLongVolatile(WORD);
        while ((seen & keepsReadersOut()) != 0 || !slice.compareAndSetLong(WORD, seen, seen + READER + ENTRY)) {
            polls = Spin.once(polls);
            seen = slice.getLongVolatile(WORD);
        }
        long value = words.read();
        slice.getAndAddLong(WORD, -READER); // pairs with the compare-and-set in write
        return value;
    }

    long keepsReadersOut() {
        return WRITER | WAITING;
    }

    /** A variable; nobody is kept out. */
    public static final class Model {
        private long value;

        public boolean write(long written) {
            value = written;
            return false;
        }

        public long read() {
            return value;
        }
    }

    /** D-082: a writer that waits does not keep new readers out. */
    @SharedObject(
            title = "Read-write lock that prefers readers",
            description = "Readers that overlap keep a waiting writer out for as long as they come.",
            bytes = 256,
            workers = 3,
            defect = "D-082")
    public static final class PrefersReaders extends WriterPreferenceLock {

        public PrefersReaders(Slice slice) {
            super(slice);
        }

        @Override
        long keepsReadersOut() {
            return WRITER;
        }
    }
}
