package org.shmstress.tests.barriers;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.tests.mutex.Spin;

/**
 * A read-write lock whose readers count themselves, look for a writer and count themselves off again if there is one.
 *
 * <p>What must not be blamed (control C-012): the number of readers is above 0 for a moment while a writer is inside. Those readers have not
 * entered.
 */
@SharedObject(
        title = "Read-write lock whose readers retreat",
        description = "A reader that counted itself and then sees a writer counts itself off and tries again.",
        bytes = 256,
        workers = 3,
        control = "C-012")
public final class RetreatingReadersLock {

    private static final int WRITER = 0;
    private static final int READERS = 64;

    private final Slice slice;
    private final TwoWords words;

    public RetreatingReadersLock(Slice slice) {
        this.slice = slice;
        this.words = new TwoWords(slice, 128);
    }

    /** Writes. */
    @Operation
    public void write(@Unique long value) {
        int polls = 0;
        while (!slice.compareAndSetInt(WRITER, 0, 1)) {
            polls = Spin.once(polls);
        }
        while (slice.getIntVolatile(READERS) > 0) { // pairs with read
            polls = Spin.once(polls);
        }
        words.write(value);
        slice.putIntRelease(WRITER, 0); // pairs with enter, and with the compare-and-set above
    }

    /** Reads; -1 when a writer was seen at work. */
    @Operation(weight = 2)
    public long read() {
        int polls = 0;
        while (!enter()) {
            polls = Spin.once(polls);
        }
        long value = words.read();
        slice.getAndAddInt(READERS, -1); // pairs with write
        return value;
    }

    private boolean enter() {
        slice.getAndAddInt(READERS, 1);
        if (slice.getIntVolatile(WRITER) == 0) { // pairs with write
            return true;
        }
        slice.getAndAddInt(READERS, -1);
        return false;
    }

    /** A variable. */
    public static final class Model {
        private long value;

        public void write(long written) {
            value = written;
        }

        public long read() {
            return value;
        }
    }
}
