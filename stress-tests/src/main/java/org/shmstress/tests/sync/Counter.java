package org.shmstress.tests.sync;

import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A counter that processes increment and read.
 *
 * <p>What can go wrong: an increment by load and store loses what came in between, also where the compiler makes one instruction of
 * it, and one addition of a whole loop.
 */
@SharedObject(
        title = "Counter, incremented by fetch-and-add",
        description = "One word, incremented by fetch-and-add; each increment returns another number.",
        bytes = 8)
public class Counter {

    private final Slice value;

    public Counter(Slice value) {
        this.value = value;
    }

    /** Adds one and returns the new value. */
    @Operation(weight = 3)
    public long increment() {
        return incrementAndGet(value);
    }

    /** Adds one. */
    @Operation(weight = 2)
    public void count() {
        addOne(value);
    }

    /** Adds so many at once. */
    @Operation
    public void countTimes(@Range(from = 1, to = 20) int times) {
        addOnes(value, times);
    }

    /** The value. */
    @Operation
    public long get() {
        return value.getLongVolatile(0);
    }

    long incrementAndGet(Slice counter) {
        return counter.getAndAddLong(0, 1) + 1;
    }

    void addOne(Slice counter) {
        counter.getAndAddLong(0, 1);
    }

    void addOnes(Slice counter, int times) {
        counter.getAndAddLong(0, times);
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long increment() {
            return ++value;
        }

        public void count() {
            value++;
        }

        public void countTimes(int times) {
            value += times;
        }

        public long get() {
            return value;
        }
    }

    /** D-107: the increment is a load, an addition and a store. */
    @SharedObject(
            title = "Counter, incremented by load and store",
            description = "Two processes load the same value; one of the two increments is lost.",
            bytes = 8,
            defect = "D-107")
    public static final class LoadAndStore extends Counter {

        public LoadAndStore(Slice value) {
            super(value);
        }

        @Override
        long incrementAndGet(Slice counter) {
            long next = counter.getLongVolatile(0) + 1;
            counter.putLongVolatile(0, next);
            return next;
        }
    }

    /** D-108: the increment is a plain one in place, which the compiler turns into one instruction without the lock prefix. */
    @SharedObject(
            title = "Counter, incremented in place without a lock prefix",
            description = "One addition to memory by the processor is a load and a store for the other processors.",
            bytes = 8,
            defect = "D-108")
    public static final class InPlace extends Counter {

        public InPlace(Slice value) {
            super(value);
        }

        @Override
        void addOne(Slice counter) {
            counter.putLong(0, counter.getLong(0) + 1);
        }
    }

    /** D-112: the increments of a loop are plain, so that the compiler may make one addition of them. */
    @SharedObject(
            title = "Counter, incremented in a loop of plain increments",
            description =
                    "The compiler may load the counter before the loop and store it after it: what others count in between is lost.",
            bytes = 8,
            defect = "D-112")
    public static final class PlainLoop extends Counter {

        public PlainLoop(Slice value) {
            super(value);
        }

        @Override
        void addOnes(Slice counter, int times) {
            for (int i = 0; i < times; i++) {
                counter.putLong(0, counter.getLong(0) + 1);
            }
        }
    }
}
