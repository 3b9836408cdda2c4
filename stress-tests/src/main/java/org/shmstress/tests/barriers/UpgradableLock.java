package org.shmstress.tests.barriers;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.tests.mutex.Spin;

/**
 * A read-write lock in one word whose only reader can become the writer, without letting anybody in between.
 *
 * <p>The lowest bit is the writer's, the bits above it are the number of readers.
 *
 * <p>What can go wrong: an upgrade is for a reader that is alone; if another one is inside, what one of them has read is out of date when it
 * writes. And a reader that upgraded is no reader any more: whoever counts it off a second time has others come in uncounted.
 */
@SharedObject(
        title = "Read-write lock that can be upgraded",
        description =
                "A reader that is alone becomes the writer in one step; one that is not gives up its place and queues as a writer.",
        bytes = 256,
        workers = 3)
public class UpgradableLock {

    private static final int WORD = 0;
    private static final int DATA = 128;

    private static final int WRITER = 1;
    private static final int READER = 2;

    private final Slice slice;
    private final TwoWords words;

    public UpgradableLock(Slice slice) {
        this.slice = slice;
        this.words = new TwoWords(slice, DATA);
    }

    /** Reads; -1 when a writer was seen at work. */
    @Operation
    public final long read() {
        lockForReading();
        long value = words.read();
        unlockAfterReading();
        return value;
    }

    /** Writes. */
    @Operation
    public final void write(@Unique long value) {
        lockForWriting();
        words.write(value);
        unlockAfterWriting();
    }

    /** Reads and then writes, by an upgrade where that is possible; returns what was there. */
    @Operation(weight = 2)
    public final long exchange(@Unique long value) {
        lockForReading();
        long before = words.read();
        if (tryUpgrade(slice)) {
            words.write(value);
            unlockAfterUpgrade();
        } else {
            unlockAfterReading();
            lockForWriting();
            before = words.read();
            words.write(value);
            unlockAfterWriting();
        }
        return before;
    }

    private void lockForReading() {
        int polls = 0;
        int seen = slice.getIntVolatile(WORD);
        while ((seen & WRITER) != 0 || !slice.compareAndSetInt(WORD, seen, seen + READER)) {
            polls = Spin.once(polls);
            seen = slice.getIntVolatile(WORD);
        }
    }

    private void unlockAfterReading() {
        slice.getAndAddInt(WORD, -READER); // pairs with lockForWriting and tryUpgrade
    }

    private void lockForWriting() {
        int polls = 0;
        while (!slice.compareAndSetInt(WORD, 0, WRITER)) {
            polls = Spin.once(polls);
        }
    }

    final void unlockAfterWriting() {
        slice.getAndAddInt(WORD, -WRITER); // pairs with each compare-and-set on the word
    }

    boolean tryUpgrade(Slice lock) {
        return lock.compareAndSetInt(WORD, READER, WRITER);
    }

    void unlockAfterUpgrade() {
        unlockAfterWriting();
    }

    /** A variable. */
    public static final class Model {
        private long value;

        public long read() {
            return value;
        }

        public void write(long written) {
            value = written;
        }

        public long exchange(long written) {
            long before = value;
            value = written;
            return before;
        }
    }

    /** D-081: a reader that has upgraded counts itself off the readers once more. */
    @SharedObject(
            title = "Read-write lock that counts an upgraded reader off twice",
            description = "After an upgrade the number of readers becomes -1, and the next reader is inside uncounted.",
            bytes = 256,
            workers = 3,
            defect = "D-081")
    public static final class CountedOffTwice extends UpgradableLock {

        private final Slice slice;

        public CountedOffTwice(Slice slice) {
            super(slice);
            this.slice = slice;
        }

        @Override
        void unlockAfterUpgrade() {
            slice.getAndAddInt(WORD, -WRITER - READER);
        }
    }

    /** D-086: an upgrade looks at the writer's bit only, and so succeeds for two readers, one after the other. */
    @SharedObject(
            title = "Read-write lock whose upgrade overlooks other readers",
            description = "An upgrade tests that there is no writer, but not that the reader is alone.",
            bytes = 256,
            workers = 3,
            defect = "D-086")
    public static final class OverlooksReaders extends UpgradableLock {

        public OverlooksReaders(Slice slice) {
            super(slice);
        }

        @Override
        boolean tryUpgrade(Slice lock) {
            int seen = lock.getIntVolatile(WORD);
            return (seen & WRITER) == 0 && lock.compareAndSetInt(WORD, seen, seen - READER + WRITER);
        }
    }
}
