package org.shmstress.tests.mutex;

import java.nio.ByteOrder;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A mutex in one 64-bit field: the low half is 1 while it is owned, the high half counts those who wait (as glibc's semaphores have it).
 *
 * <p>What can go wrong: a futex is a word of 32 bits, so processes sleep on one half of the field. Where the low half lies depends on
 * the byte order; whoever sleeps on the other half sleeps on a word that no release changes and that nobody wakes.
 */
@SharedObject(
        title = "Futex mutex in a 64-bit field",
        description = "State and count of waiters change together; processes sleep on the half that holds the state.",
        bytes = 8,
        workers = 3)
public class LongFutexMutex implements SharedLock {

    private static final int FIELD = 0;
    private static final int HALF = 4;
    private static final int OWNED = 1;
    private static final long ONE_WAITER = 1L << 32;

    private final Slice slice;
    private final FutexWord bed;
    private final FutexWord bell;

    public LongFutexMutex(Slice slice) {
        this.slice = slice;
        this.bed = new FutexWord(slice, sleepAt(ByteOrder.nativeOrder()));
        this.bell = new FutexWord(slice, lowHalf(ByteOrder.nativeOrder()));
    }

    static int lowHalf(ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? FIELD : FIELD + HALF;
    }

    int sleepAt(ByteOrder order) {
        return lowHalf(order);
    }

    @Override
    public final void lock(int process) {
        if (tryLock(0)) {
            return;
        }
        slice.getAndAddLong(FIELD, ONE_WAITER);
        while (!tryLock(ONE_WAITER)) {
            bed.await(OWNED);
        }
    }

    /** Takes it if it is free, and out of the field what the caller has put there before. */
    private boolean tryLock(long mine) {
        while (true) {
            long field = slice.getLongVolatile(FIELD);
            if ((int) field == OWNED) {
                return false;
            } else if (slice.compareAndSetLong(FIELD, field, field - mine + OWNED)) {
                return true;
            }
        }
    }

    @Override
    public final void unlock(int process) {
        if (slice.getAndAddLong(FIELD, -OWNED) >>> 32 != 0) {
            bell.wakeOne();
        }
    }

    /** D-017: processes sleep on the half at offset 4, which on little-endian machines is the high one. */
    @SharedObject(
            title = "Futex mutex that sleeps on the wrong half",
            description =
                    "The wait is for the half of the field that counts the waiters: one who waits alone finds it to be 1, sleeps, and"
                            + " no release wakes it.",
            bytes = 8,
            workers = 3,
            defect = "D-017")
    public static final class SleepsOnTheWrongHalf extends LongFutexMutex {

        public SleepsOnTheWrongHalf(Slice slice) {
            super(slice);
        }

        @Override
        int sleepAt(ByteOrder order) {
            return lowHalf(order) ^ HALF;
        }
    }
}
