package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.shmstress.api.spi.ReadModifyWrites.Order;
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
        assertEquals(71, access.compareAndExchangeInt(region, address, 71, 72, Order.ACQUIRE));
        assertEquals(72, access.compareAndExchangeInt(region, address, 72, 73, Order.RELEASE));
        assertFalse(access.weakCompareAndSetIntPlain(region, address, 1, 2));
        eventually(() -> access.weakCompareAndSetIntPlain(region, address, 73, 74));
        assertFalse(access.weakCompareAndSetInt(region, address, 1, 2));
        eventually(() -> access.weakCompareAndSetInt(region, address, 74, 75));
        assertEquals(75, access.getInt(region, address));
        for (Order order : Order.values()) {
            ints(order);
        }
    }

    private void ints(Order order) {
        access.putInt(region, address, 0b1010);
        assertEquals(0b1010, access.getAndBitwiseOrInt(region, address, 0b0101, order));
        assertEquals(0b1111, access.getAndBitwiseAndInt(region, address, 0b0110, order));
        assertEquals(0b0110, access.getAndBitwiseXorInt(region, address, 0b0011, order));
        assertEquals(0b0101, access.getAndAddInt(region, address, -6, order));
        assertEquals(-1, access.getAndSetInt(region, address, 70, order));
        assertEquals(70, access.compareAndExchangeInt(region, address, 1, 2, order));
        assertFalse(access.weakCompareAndSetInt(region, address, 1, 2, order));
        eventually(() -> access.weakCompareAndSetInt(region, address, 70, 71, order));
        assertEquals(71, access.getInt(region, address));
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
        assertEquals(71, access.compareAndExchangeLong(region, address, 71, 72, Order.ACQUIRE));
        assertEquals(72, access.compareAndExchangeLong(region, address, 72, 73, Order.RELEASE));
        assertFalse(access.weakCompareAndSetLongPlain(region, address, 1, 2));
        eventually(() -> access.weakCompareAndSetLongPlain(region, address, 73, high + 74));
        assertFalse(access.weakCompareAndSetLong(region, address, 1, 2));
        eventually(() -> access.weakCompareAndSetLong(region, address, high + 74, 75));
        assertEquals(75, access.getLong(region, address));
        for (Order order : Order.values()) {
            longs(order);
        }
    }

    private void longs(Order order) {
        access.putLong(region, address, 0b1010);
        assertEquals(0b1010, access.getAndBitwiseOrLong(region, address, 0b0101, order));
        assertEquals(0b1111, access.getAndBitwiseAndLong(region, address, 0b0110, order));
        assertEquals(0b0110, access.getAndBitwiseXorLong(region, address, 0b0011, order));
        assertEquals(0b0101, access.getAndAddLong(region, address, -6, order));
        assertEquals(-1, access.getAndSetLong(region, address, 70, order));
        assertEquals(70, access.compareAndExchangeLong(region, address, 1, 2, order));
        assertFalse(access.weakCompareAndSetLong(region, address, 1, 2, order));
        eventually(() -> access.weakCompareAndSetLong(region, address, 70, 71, order));
        assertEquals(71, access.getLong(region, address));
    }

    void bytes() {
        access.putByte(region, address, (byte) 0b1100);
        assertFalse(access.compareAndSetByte(region, address, (byte) 5, (byte) 6));
        assertTrue(access.compareAndSetByte(region, address, (byte) 0b1100, (byte) 0b1010));
        assertEquals(0b1010, access.getAndBitwiseOrByte(region, address, (byte) 0b0101));
        assertEquals(0b1111, access.getAndBitwiseAndByte(region, address, (byte) 0b0110));
        assertEquals(0b0110, access.getAndBitwiseXorByte(region, address, (byte) 0b0011));
        assertEquals(0b0101, access.getAndAddByte(region, address, (byte) -6));
        assertEquals(-1, access.getAndSetByte(region, address, (byte) 73));
        assertFalse(access.weakCompareAndSetBytePlain(region, address, (byte) 1, (byte) 2));
        eventually(() -> access.weakCompareAndSetBytePlain(region, address, (byte) 73, (byte) 74));
        assertFalse(access.weakCompareAndSetByte(region, address, (byte) 1, (byte) 2));
        eventually(() -> access.weakCompareAndSetByte(region, address, (byte) 74, (byte) 75));
        for (Order order : Order.values()) {
            bytes(order);
        }
    }

    private void bytes(Order order) {
        access.putByte(region, address, (byte) 0b1010);
        assertEquals(0b1010, access.getAndBitwiseOrByte(region, address, (byte) 0b0101, order));
        assertEquals(0b1111, access.getAndBitwiseAndByte(region, address, (byte) 0b0110, order));
        assertEquals(0b0110, access.getAndBitwiseXorByte(region, address, (byte) 0b0011, order));
        assertEquals(0b0101, access.getAndAddByte(region, address, (byte) -6, order));
        assertEquals(-1, access.getAndSetByte(region, address, (byte) 70, order));
        assertEquals(70, access.compareAndExchangeByte(region, address, (byte) 1, (byte) 2, order));
        assertFalse(access.weakCompareAndSetByte(region, address, (byte) 1, (byte) 2, order));
        eventually(() -> access.weakCompareAndSetByte(region, address, (byte) 70, (byte) 71, order));
        assertEquals(71, access.getByte(region, address));
    }

    void shorts() {
        access.putShort(region, address, (short) 0b1100);
        assertFalse(access.compareAndSetShort(region, address, (short) 5, (short) 6));
        assertTrue(access.compareAndSetShort(region, address, (short) 0b1100, (short) 0b1010));
        assertEquals(0b1010, access.getAndBitwiseOrShort(region, address, (short) 0b0101));
        assertEquals(0b1111, access.getAndBitwiseAndShort(region, address, (short) 0b0110));
        assertEquals(0b0110, access.getAndBitwiseXorShort(region, address, (short) 0b0011));
        assertEquals(0b0101, access.getAndAddShort(region, address, (short) -6));
        assertEquals(-1, access.getAndSetShort(region, address, (short) 73));
        assertFalse(access.weakCompareAndSetShortPlain(region, address, (short) 1, (short) 2));
        eventually(() -> access.weakCompareAndSetShortPlain(region, address, (short) 73, (short) 74));
        assertFalse(access.weakCompareAndSetShort(region, address, (short) 1, (short) 2));
        eventually(() -> access.weakCompareAndSetShort(region, address, (short) 74, (short) 75));
        for (Order order : Order.values()) {
            shorts(order);
        }
    }

    private void shorts(Order order) {
        access.putShort(region, address, (short) 0b1010);
        assertEquals(0b1010, access.getAndBitwiseOrShort(region, address, (short) 0b0101, order));
        assertEquals(0b1111, access.getAndBitwiseAndShort(region, address, (short) 0b0110, order));
        assertEquals(0b0110, access.getAndBitwiseXorShort(region, address, (short) 0b0011, order));
        assertEquals(0b0101, access.getAndAddShort(region, address, (short) -6, order));
        assertEquals(-1, access.getAndSetShort(region, address, (short) 70, order));
        assertEquals(70, access.compareAndExchangeShort(region, address, (short) 1, (short) 2, order));
        assertFalse(access.weakCompareAndSetShort(region, address, (short) 1, (short) 2, order));
        eventually(() -> access.weakCompareAndSetShort(region, address, (short) 70, (short) 71, order));
        assertEquals(71, access.getShort(region, address));
    }

    /** A weak compare-and-set may fail for no reason, but not for ever. */
    private static void eventually(BooleanSupplier attempt) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!attempt.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the weak compare-and-set never succeeded");
        }
    }
}
