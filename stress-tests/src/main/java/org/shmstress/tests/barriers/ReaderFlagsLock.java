package org.shmstress.tests.barriers;

import java.lang.invoke.VarHandle;
import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;
import org.shmstress.tests.mutex.Spin;

/**
 * A read-write lock with a flag for each reader, so that readers do not fight over a counter.
 *
 * <p>What can go wrong: a reader raises its flag and reads the writer's, the writer raises its own and reads the readers'. This is store
 * buffering: unless each flag has left the store buffer before the other one is read, both are inside.
 */
@SharedObject(
        title = "Read-write lock with a flag per reader",
        description = "A full fence stands between raising the own flag and reading the other's.",
        bytes = 384)
public class ReaderFlagsLock {

    private static final int WRITER = 0;
    private static final int READER_FLAG = 64; // of worker 1; there is one reader

    private final Slice slice;
    private final TwoWords words;

    public ReaderFlagsLock(Slice slice) {
        this.slice = slice;
        this.words = new TwoWords(slice, 256);
    }

    private static int flag(int reader) {
        return READER_FLAG * reader;
    }

    /** Writes. */
    @Operation(workers = 0)
    public final void write(@Unique long value) {
        slice.putIntOpaque(WRITER, 1);
        VarHandle.fullFence();
        int polls = 0;
        while (slice.getIntAcquire(flag(1)) == 1) { // pairs with read lowering it
            polls = Spin.once(polls);
        }
        words.write(value);
        slice.putIntRelease(WRITER, 0); // pairs with enter
    }

    /** Looks so many times under one lock; -1 when a writer was seen at work. */
    @Operation(workers = 1)
    public final long read(@Worker int worker, @Range(from = 1, to = 64) int looks) {
        int polls = 0;
        while (!enter(worker)) {
            polls = Spin.once(polls);
        }
        long value = words.read();
        for (int look = 1; look < looks; look++) {
            value = words.read() == value ? value : TwoWords.TORN;
        }
        slice.putIntRelease(flag(worker), 0); // pairs with write
        return value;
    }

    private boolean enter(int worker) {
        raise(flag(worker));
        if (slice.getIntAcquire(WRITER) == 0) { // pairs with write
            return true;
        }
        slice.putIntRelease(flag(worker), 0);
        int polls = 0;
        while (slice.getIntOpaque(WRITER) == 1) {
            polls = Spin.once(polls);
        }
        return false;
    }

    void raise(int flag) {
        store(flag);
        VarHandle.fullFence();
    }

    final void store(int flag) {
        slice.putIntOpaque(flag, 1);
    }

    /** A variable. */
    public static final class Model {
        private long value;

        public void write(long written) {
            value = written;
        }

        public long read(int worker, int looks) {
            return value;
        }
    }

    /** D-078: no fence between raising the reader's flag and reading the writer's. */
    @SharedObject(
            title = "Read-write lock with a flag per reader and no fence",
            description = "The reader's flag can still be in the store buffer when it reads the writer's.",
            bytes = 384,
            defect = "D-078")
    public static final class WithoutFence extends ReaderFlagsLock {

        public WithoutFence(Slice slice) {
            super(slice);
        }

        @Override
        void raise(int flag) {
            store(flag);
        }
    }
}
