package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.shmstress.api.spi.SliceAccess;

/** Single-threaded meaning of every read-modify-write. */
record AtomicsCheck(SliceAccess access, Object region, long address) {

    void ints() {
        access.putInt(region, address, 0b1100);
        assertFalse(access.compareAndSetInt(region, address, 5, 6));
        assertTrue(access.compareAndSetInt(region, address, 0b1100, 0b1010));
        assertEquals(0b1010, access.getAndBitwiseOrInt(region, address, 0b0101));
        assertEquals(0b1111, access.getAndBitwiseAndInt(region, address, 0b0110));
        assertEquals(0b0110, access.getAndBitwiseXorInt(region, address, 0b0011));
        assertEquals(0b0101, access.getAndAddInt(region, address, -6));
        assertEquals(-1, access.getAndSetInt(region, address, 70));
        assertEquals(70, access.compareAndExchangeInt(region, address, 1, 2));
        assertEquals(70, access.compareAndExchangeInt(region, address, 70, 71));
        assertEquals(71, access.compareAndExchangeIntAcquire(region, address, 71, 72));
        assertEquals(72, access.compareAndExchangeIntRelease(region, address, 72, 73));
        assertFalse(access.weakCompareAndSetIntPlain(region, address, 1, 2));
        eventually(() -> access.weakCompareAndSetIntPlain(region, address, 73, 74));
        assertEquals(74, access.getInt(region, address));
    }

    void longs() {
        long high = 1L << 40;
        access.putLong(region, address, high);
        assertFalse(access.compareAndSetLong(region, address, 5, 6));
        assertTrue(access.compareAndSetLong(region, address, high, high + 0b1010));
        assertEquals(high + 0b1010, access.getAndBitwiseOrLong(region, address, 0b0101));
        assertEquals(high + 0b1111, access.getAndBitwiseAndLong(region, address, high + 0b0110));
        assertEquals(high + 0b0110, access.getAndBitwiseXorLong(region, address, 0b0011));
        assertEquals(high + 0b0101, access.getAndAddLong(region, address, -6 - high));
        assertEquals(-1, access.getAndSetLong(region, address, high));
        assertEquals(high, access.compareAndExchangeLong(region, address, 1, 2));
        assertEquals(high, access.compareAndExchangeLong(region, address, high, 71));
        assertEquals(71, access.compareAndExchangeLongAcquire(region, address, 71, 72));
        assertEquals(72, access.compareAndExchangeLongRelease(region, address, 72, 73));
        assertFalse(access.weakCompareAndSetLongPlain(region, address, 1, 2));
        eventually(() -> access.weakCompareAndSetLongPlain(region, address, 73, high + 74));
        assertEquals(high + 74, access.getLong(region, address));
    }

    /** A weak compare-and-set may fail for no reason, but not for ever. */
    private static void eventually(BooleanSupplier attempt) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!attempt.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the weak compare-and-set never succeeded");
        }
    }
}
