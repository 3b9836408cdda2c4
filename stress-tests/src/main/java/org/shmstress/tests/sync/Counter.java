package org.shmstress.tests.sync;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A counter that processes increment and read.
 *
 * <p>What can go wrong: an increment by load and store loses what came in between.
 */
@SharedObject(
        title = "Counter, incremented by fetch-and-add",
        description = "One word, incremented by fetch-and-add; each increment returns another number.",
        bytes = 8)
public final class Counter {

    private final Slice value;

    public Counter(Slice value) {
        this.value = value;
    }

    /** Adds one and returns the new value. */
    @Operation(weight = 3)
    public long increment() {
        return value.getAndAddLong(0, 1) + 1;
    }

    /** The value. */
    @Operation
    public long get() {
        return value.getLongVolatile(0);
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment() {
            return ++value;
        }

        public long get() {
            return value;
        }
    }
}
