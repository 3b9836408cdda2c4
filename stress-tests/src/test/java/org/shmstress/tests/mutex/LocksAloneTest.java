package org.shmstress.tests.mutex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/** The locks in plain Java when processes come one after the other: each gets in, whoever was there before. */
final class LocksAloneTest {

    /** Eight-bit tickets wrap around in between. */
    private static final int TURNS = 700;

    static Stream<Class<? extends SharedLock>> locks() {
        return Stream.of(
                AdaptiveFutexMutex.class,
                BakeryLock.class,
                BoundedTryLock.class,
                CasSpinLock.class,
                CountingFutexMutex.class,
                DekkerLock.class,
                FilterLock.class,
                FutexMutex.class,
                LamportFastLock.class,
                LongFutexMutex.class,
                McsLock.class,
                NarrowTicketLock.class,
                OwnerFutexMutex.class,
                ParkingMcsLock.class,
                PetersonLock.class,
                PetersonVolatileLock.class,
                PooledMcsLock.class,
                TicketLock.class,
                TimedFutexMutex.class,
                WaiterFlagLock.class);
    }

    @ParameterizedTest
    @MethodSource("locks")
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void letsInOneAfterTheOther(Class<? extends SharedLock> type) throws Exception {
        SharedObject about = type.getAnnotation(SharedObject.class);
        Slice bytes = Slice.of(about.bytes(), 64, 0);
        Counted section = new Counted();
        for (int turn = 1; turn <= TURNS; turn++) {
            int process = turn * 7 % 11 % about.workers();
            type.getConstructor(Slice.class).newInstance(bytes).runLocked(process, section);
            assertEquals(turn, section.updates);
            assertEquals(turn, section.lastWrites);
        }
    }

    @Test
    void longMutexSleepsOnTheHalfThatHoldsTheState() {
        Slice field = Slice.of(8);
        field.putLong(0, 1);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            int half = new LongFutexMutex(field).sleepAt(order);
            assertEquals(order == ByteOrder.nativeOrder() ? 1 : 0, field.getInt(half), order.toString());
            assertNotEquals(half, new LongFutexMutex.SleepsOnTheWrongHalf(field).sleepAt(order));
        }
    }

    private static final class Counted implements SharedLock.Section {
        private int updates;
        private int lastWrites;

        @Override
        public void update() {
            updates++;
        }

        @Override
        public void lastWrite() {
            lastWrites++;
        }
    }
}
