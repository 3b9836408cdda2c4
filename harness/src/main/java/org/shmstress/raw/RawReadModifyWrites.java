package org.shmstress.raw;

import jdk.internal.misc.Unsafe;
import org.shmstress.api.spi.SliceAccess;

/** The read-modify-writes of {@link RawAccess}: each is the method of {@code Unsafe} to which VarHandles of fields come down. */
abstract class RawReadModifyWrites extends SliceAccess {

    static final Unsafe UNSAFE = Unsafe.getUnsafe();

    static long aligned(long address, int width) {
        if ((address & (width - 1)) != 0) {
            throw misaligned(address, width);
        }
        return address;
    }

    private static IllegalStateException misaligned(long address, int width) {
        return new IllegalStateException("misaligned access at 0x" + Long.toHexString(address)
                + ": only plain access may be misaligned, this one needs a multiple of " + width);
    }

    @Override
    public boolean compareAndSetByte(Object region, long address, byte expected, byte value) {
        return UNSAFE.compareAndSetByte(null, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetBytePlain(Object region, long address, byte expected, byte value) {
        return UNSAFE.weakCompareAndSetBytePlain(null, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetByte(Object region, long address, byte expected, byte value) {
        return UNSAFE.weakCompareAndSetByte(null, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetByte(Object region, long address, byte expected, byte value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.weakCompareAndSetByteAcquire(null, address, expected, value)
                : UNSAFE.weakCompareAndSetByteRelease(null, address, expected, value);
    }

    @Override
    public byte compareAndExchangeByte(Object region, long address, byte expected, byte value) {
        return UNSAFE.compareAndExchangeByte(null, address, expected, value);
    }

    @Override
    public byte compareAndExchangeByte(Object region, long address, byte expected, byte value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.compareAndExchangeByteAcquire(null, address, expected, value)
                : UNSAFE.compareAndExchangeByteRelease(null, address, expected, value);
    }

    @Override
    public byte getAndSetByte(Object region, long address, byte value) {
        return UNSAFE.getAndSetByte(null, address, value);
    }

    @Override
    public byte getAndSetByte(Object region, long address, byte value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndSetByteAcquire(null, address, value)
                : UNSAFE.getAndSetByteRelease(null, address, value);
    }

    @Override
    public byte getAndAddByte(Object region, long address, byte delta) {
        return UNSAFE.getAndAddByte(null, address, delta);
    }

    @Override
    public byte getAndAddByte(Object region, long address, byte delta, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndAddByteAcquire(null, address, delta)
                : UNSAFE.getAndAddByteRelease(null, address, delta);
    }

    @Override
    public byte getAndBitwiseOrByte(Object region, long address, byte mask) {
        return UNSAFE.getAndBitwiseOrByte(null, address, mask);
    }

    @Override
    public byte getAndBitwiseOrByte(Object region, long address, byte mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseOrByteAcquire(null, address, mask)
                : UNSAFE.getAndBitwiseOrByteRelease(null, address, mask);
    }

    @Override
    public byte getAndBitwiseAndByte(Object region, long address, byte mask) {
        return UNSAFE.getAndBitwiseAndByte(null, address, mask);
    }

    @Override
    public byte getAndBitwiseAndByte(Object region, long address, byte mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseAndByteAcquire(null, address, mask)
                : UNSAFE.getAndBitwiseAndByteRelease(null, address, mask);
    }

    @Override
    public byte getAndBitwiseXorByte(Object region, long address, byte mask) {
        return UNSAFE.getAndBitwiseXorByte(null, address, mask);
    }

    @Override
    public byte getAndBitwiseXorByte(Object region, long address, byte mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseXorByteAcquire(null, address, mask)
                : UNSAFE.getAndBitwiseXorByteRelease(null, address, mask);
    }

    @Override
    public boolean compareAndSetShort(Object region, long address, short expected, short value) {
        return UNSAFE.compareAndSetShort(null, aligned(address, 2), expected, value);
    }

    @Override
    public boolean weakCompareAndSetShortPlain(Object region, long address, short expected, short value) {
        return UNSAFE.weakCompareAndSetShortPlain(null, aligned(address, 2), expected, value);
    }

    @Override
    public boolean weakCompareAndSetShort(Object region, long address, short expected, short value) {
        return UNSAFE.weakCompareAndSetShort(null, aligned(address, 2), expected, value);
    }

    @Override
    public boolean weakCompareAndSetShort(Object region, long address, short expected, short value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.weakCompareAndSetShortAcquire(null, aligned(address, 2), expected, value)
                : UNSAFE.weakCompareAndSetShortRelease(null, aligned(address, 2), expected, value);
    }

    @Override
    public short compareAndExchangeShort(Object region, long address, short expected, short value) {
        return UNSAFE.compareAndExchangeShort(null, aligned(address, 2), expected, value);
    }

    @Override
    public short compareAndExchangeShort(Object region, long address, short expected, short value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.compareAndExchangeShortAcquire(null, aligned(address, 2), expected, value)
                : UNSAFE.compareAndExchangeShortRelease(null, aligned(address, 2), expected, value);
    }

    @Override
    public short getAndSetShort(Object region, long address, short value) {
        return UNSAFE.getAndSetShort(null, aligned(address, 2), value);
    }

    @Override
    public short getAndSetShort(Object region, long address, short value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndSetShortAcquire(null, aligned(address, 2), value)
                : UNSAFE.getAndSetShortRelease(null, aligned(address, 2), value);
    }

    @Override
    public short getAndAddShort(Object region, long address, short delta) {
        return UNSAFE.getAndAddShort(null, aligned(address, 2), delta);
    }

    @Override
    public short getAndAddShort(Object region, long address, short delta, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndAddShortAcquire(null, aligned(address, 2), delta)
                : UNSAFE.getAndAddShortRelease(null, aligned(address, 2), delta);
    }

    @Override
    public short getAndBitwiseOrShort(Object region, long address, short mask) {
        return UNSAFE.getAndBitwiseOrShort(null, aligned(address, 2), mask);
    }

    @Override
    public short getAndBitwiseOrShort(Object region, long address, short mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseOrShortAcquire(null, aligned(address, 2), mask)
                : UNSAFE.getAndBitwiseOrShortRelease(null, aligned(address, 2), mask);
    }

    @Override
    public short getAndBitwiseAndShort(Object region, long address, short mask) {
        return UNSAFE.getAndBitwiseAndShort(null, aligned(address, 2), mask);
    }

    @Override
    public short getAndBitwiseAndShort(Object region, long address, short mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseAndShortAcquire(null, aligned(address, 2), mask)
                : UNSAFE.getAndBitwiseAndShortRelease(null, aligned(address, 2), mask);
    }

    @Override
    public short getAndBitwiseXorShort(Object region, long address, short mask) {
        return UNSAFE.getAndBitwiseXorShort(null, aligned(address, 2), mask);
    }

    @Override
    public short getAndBitwiseXorShort(Object region, long address, short mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseXorShortAcquire(null, aligned(address, 2), mask)
                : UNSAFE.getAndBitwiseXorShortRelease(null, aligned(address, 2), mask);
    }

    @Override
    public boolean compareAndSetInt(Object region, long address, int expected, int value) {
        return UNSAFE.compareAndSetInt(null, aligned(address, 4), expected, value);
    }

    @Override
    public boolean weakCompareAndSetIntPlain(Object region, long address, int expected, int value) {
        return UNSAFE.weakCompareAndSetIntPlain(null, aligned(address, 4), expected, value);
    }

    @Override
    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value) {
        return UNSAFE.weakCompareAndSetInt(null, aligned(address, 4), expected, value);
    }

    @Override
    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.weakCompareAndSetIntAcquire(null, aligned(address, 4), expected, value)
                : UNSAFE.weakCompareAndSetIntRelease(null, aligned(address, 4), expected, value);
    }

    @Override
    public int compareAndExchangeInt(Object region, long address, int expected, int value) {
        return UNSAFE.compareAndExchangeInt(null, aligned(address, 4), expected, value);
    }

    @Override
    public int compareAndExchangeInt(Object region, long address, int expected, int value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.compareAndExchangeIntAcquire(null, aligned(address, 4), expected, value)
                : UNSAFE.compareAndExchangeIntRelease(null, aligned(address, 4), expected, value);
    }

    @Override
    public int getAndSetInt(Object region, long address, int value) {
        return UNSAFE.getAndSetInt(null, aligned(address, 4), value);
    }

    @Override
    public int getAndSetInt(Object region, long address, int value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndSetIntAcquire(null, aligned(address, 4), value)
                : UNSAFE.getAndSetIntRelease(null, aligned(address, 4), value);
    }

    @Override
    public int getAndAddInt(Object region, long address, int delta) {
        return UNSAFE.getAndAddInt(null, aligned(address, 4), delta);
    }

    @Override
    public int getAndAddInt(Object region, long address, int delta, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndAddIntAcquire(null, aligned(address, 4), delta)
                : UNSAFE.getAndAddIntRelease(null, aligned(address, 4), delta);
    }

    @Override
    public int getAndBitwiseOrInt(Object region, long address, int mask) {
        return UNSAFE.getAndBitwiseOrInt(null, aligned(address, 4), mask);
    }

    @Override
    public int getAndBitwiseOrInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseOrIntAcquire(null, aligned(address, 4), mask)
                : UNSAFE.getAndBitwiseOrIntRelease(null, aligned(address, 4), mask);
    }

    @Override
    public int getAndBitwiseAndInt(Object region, long address, int mask) {
        return UNSAFE.getAndBitwiseAndInt(null, aligned(address, 4), mask);
    }

    @Override
    public int getAndBitwiseAndInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseAndIntAcquire(null, aligned(address, 4), mask)
                : UNSAFE.getAndBitwiseAndIntRelease(null, aligned(address, 4), mask);
    }

    @Override
    public int getAndBitwiseXorInt(Object region, long address, int mask) {
        return UNSAFE.getAndBitwiseXorInt(null, aligned(address, 4), mask);
    }

    @Override
    public int getAndBitwiseXorInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseXorIntAcquire(null, aligned(address, 4), mask)
                : UNSAFE.getAndBitwiseXorIntRelease(null, aligned(address, 4), mask);
    }

    @Override
    public boolean compareAndSetLong(Object region, long address, long expected, long value) {
        return UNSAFE.compareAndSetLong(null, aligned(address, 8), expected, value);
    }

    @Override
    public boolean weakCompareAndSetLongPlain(Object region, long address, long expected, long value) {
        return UNSAFE.weakCompareAndSetLongPlain(null, aligned(address, 8), expected, value);
    }

    @Override
    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value) {
        return UNSAFE.weakCompareAndSetLong(null, aligned(address, 8), expected, value);
    }

    @Override
    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.weakCompareAndSetLongAcquire(null, aligned(address, 8), expected, value)
                : UNSAFE.weakCompareAndSetLongRelease(null, aligned(address, 8), expected, value);
    }

    @Override
    public long compareAndExchangeLong(Object region, long address, long expected, long value) {
        return UNSAFE.compareAndExchangeLong(null, aligned(address, 8), expected, value);
    }

    @Override
    public long compareAndExchangeLong(Object region, long address, long expected, long value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.compareAndExchangeLongAcquire(null, aligned(address, 8), expected, value)
                : UNSAFE.compareAndExchangeLongRelease(null, aligned(address, 8), expected, value);
    }

    @Override
    public long getAndSetLong(Object region, long address, long value) {
        return UNSAFE.getAndSetLong(null, aligned(address, 8), value);
    }

    @Override
    public long getAndSetLong(Object region, long address, long value, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndSetLongAcquire(null, aligned(address, 8), value)
                : UNSAFE.getAndSetLongRelease(null, aligned(address, 8), value);
    }

    @Override
    public long getAndAddLong(Object region, long address, long delta) {
        return UNSAFE.getAndAddLong(null, aligned(address, 8), delta);
    }

    @Override
    public long getAndAddLong(Object region, long address, long delta, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndAddLongAcquire(null, aligned(address, 8), delta)
                : UNSAFE.getAndAddLongRelease(null, aligned(address, 8), delta);
    }

    @Override
    public long getAndBitwiseOrLong(Object region, long address, long mask) {
        return UNSAFE.getAndBitwiseOrLong(null, aligned(address, 8), mask);
    }

    @Override
    public long getAndBitwiseOrLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseOrLongAcquire(null, aligned(address, 8), mask)
                : UNSAFE.getAndBitwiseOrLongRelease(null, aligned(address, 8), mask);
    }

    @Override
    public long getAndBitwiseAndLong(Object region, long address, long mask) {
        return UNSAFE.getAndBitwiseAndLong(null, aligned(address, 8), mask);
    }

    @Override
    public long getAndBitwiseAndLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseAndLongAcquire(null, aligned(address, 8), mask)
                : UNSAFE.getAndBitwiseAndLongRelease(null, aligned(address, 8), mask);
    }

    @Override
    public long getAndBitwiseXorLong(Object region, long address, long mask) {
        return UNSAFE.getAndBitwiseXorLong(null, aligned(address, 8), mask);
    }

    @Override
    public long getAndBitwiseXorLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? UNSAFE.getAndBitwiseXorLongAcquire(null, aligned(address, 8), mask)
                : UNSAFE.getAndBitwiseXorLongRelease(null, aligned(address, 8), mask);
    }
}
