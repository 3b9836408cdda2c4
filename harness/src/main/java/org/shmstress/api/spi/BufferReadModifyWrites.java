package org.shmstress.api.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The read-modify-writes of {@link BufferAccess}, by view VarHandles, which have them for int and long, in every mode. */
abstract class BufferReadModifyWrites extends SliceAccess {

    static final VarHandle INT = view(int[].class);
    static final VarHandle LONG = view(long[].class);

    static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteBufferViewVarHandle(arrayType, ByteOrder.nativeOrder());
    }

    static ByteBuffer buffer(Object region) {
        return (ByteBuffer) region;
    }

    @Override
    public boolean compareAndSetInt(Object region, long address, int expected, int value) {
        return (boolean) INT.compareAndSet(buffer(region), (int) address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetIntPlain(Object region, long address, int expected, int value) {
        return (boolean) INT.weakCompareAndSetPlain(buffer(region), (int) address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value) {
        return (boolean) INT.weakCompareAndSet(buffer(region), (int) address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value, Order order) {
        return order == Order.ACQUIRE
                ? (boolean) INT.weakCompareAndSetAcquire(buffer(region), (int) address, expected, value)
                : (boolean) INT.weakCompareAndSetRelease(buffer(region), (int) address, expected, value);
    }

    @Override
    public int compareAndExchangeInt(Object region, long address, int expected, int value) {
        return (int) INT.compareAndExchange(buffer(region), (int) address, expected, value);
    }

    @Override
    public int compareAndExchangeInt(Object region, long address, int expected, int value, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.compareAndExchangeAcquire(buffer(region), (int) address, expected, value)
                : (int) INT.compareAndExchangeRelease(buffer(region), (int) address, expected, value);
    }

    @Override
    public int getAndSetInt(Object region, long address, int value) {
        return (int) INT.getAndSet(buffer(region), (int) address, value);
    }

    @Override
    public int getAndSetInt(Object region, long address, int value, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndSetAcquire(buffer(region), (int) address, value)
                : (int) INT.getAndSetRelease(buffer(region), (int) address, value);
    }

    @Override
    public int getAndAddInt(Object region, long address, int delta) {
        return (int) INT.getAndAdd(buffer(region), (int) address, delta);
    }

    @Override
    public int getAndAddInt(Object region, long address, int delta, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndAddAcquire(buffer(region), (int) address, delta)
                : (int) INT.getAndAddRelease(buffer(region), (int) address, delta);
    }

    @Override
    public int getAndBitwiseOrInt(Object region, long address, int mask) {
        return (int) INT.getAndBitwiseOr(buffer(region), (int) address, mask);
    }

    @Override
    public int getAndBitwiseOrInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndBitwiseOrAcquire(buffer(region), (int) address, mask)
                : (int) INT.getAndBitwiseOrRelease(buffer(region), (int) address, mask);
    }

    @Override
    public int getAndBitwiseAndInt(Object region, long address, int mask) {
        return (int) INT.getAndBitwiseAnd(buffer(region), (int) address, mask);
    }

    @Override
    public int getAndBitwiseAndInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndBitwiseAndAcquire(buffer(region), (int) address, mask)
                : (int) INT.getAndBitwiseAndRelease(buffer(region), (int) address, mask);
    }

    @Override
    public int getAndBitwiseXorInt(Object region, long address, int mask) {
        return (int) INT.getAndBitwiseXor(buffer(region), (int) address, mask);
    }

    @Override
    public int getAndBitwiseXorInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndBitwiseXorAcquire(buffer(region), (int) address, mask)
                : (int) INT.getAndBitwiseXorRelease(buffer(region), (int) address, mask);
    }

    @Override
    public boolean compareAndSetLong(Object region, long address, long expected, long value) {
        return (boolean) LONG.compareAndSet(buffer(region), (int) address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetLongPlain(Object region, long address, long expected, long value) {
        return (boolean) LONG.weakCompareAndSetPlain(buffer(region), (int) address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value) {
        return (boolean) LONG.weakCompareAndSet(buffer(region), (int) address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value, Order order) {
        return order == Order.ACQUIRE
                ? (boolean) LONG.weakCompareAndSetAcquire(buffer(region), (int) address, expected, value)
                : (boolean) LONG.weakCompareAndSetRelease(buffer(region), (int) address, expected, value);
    }

    @Override
    public long compareAndExchangeLong(Object region, long address, long expected, long value) {
        return (long) LONG.compareAndExchange(buffer(region), (int) address, expected, value);
    }

    @Override
    public long compareAndExchangeLong(Object region, long address, long expected, long value, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.compareAndExchangeAcquire(buffer(region), (int) address, expected, value)
                : (long) LONG.compareAndExchangeRelease(buffer(region), (int) address, expected, value);
    }

    @Override
    public long getAndSetLong(Object region, long address, long value) {
        return (long) LONG.getAndSet(buffer(region), (int) address, value);
    }

    @Override
    public long getAndSetLong(Object region, long address, long value, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndSetAcquire(buffer(region), (int) address, value)
                : (long) LONG.getAndSetRelease(buffer(region), (int) address, value);
    }

    @Override
    public long getAndAddLong(Object region, long address, long delta) {
        return (long) LONG.getAndAdd(buffer(region), (int) address, delta);
    }

    @Override
    public long getAndAddLong(Object region, long address, long delta, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndAddAcquire(buffer(region), (int) address, delta)
                : (long) LONG.getAndAddRelease(buffer(region), (int) address, delta);
    }

    @Override
    public long getAndBitwiseOrLong(Object region, long address, long mask) {
        return (long) LONG.getAndBitwiseOr(buffer(region), (int) address, mask);
    }

    @Override
    public long getAndBitwiseOrLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndBitwiseOrAcquire(buffer(region), (int) address, mask)
                : (long) LONG.getAndBitwiseOrRelease(buffer(region), (int) address, mask);
    }

    @Override
    public long getAndBitwiseAndLong(Object region, long address, long mask) {
        return (long) LONG.getAndBitwiseAnd(buffer(region), (int) address, mask);
    }

    @Override
    public long getAndBitwiseAndLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndBitwiseAndAcquire(buffer(region), (int) address, mask)
                : (long) LONG.getAndBitwiseAndRelease(buffer(region), (int) address, mask);
    }

    @Override
    public long getAndBitwiseXorLong(Object region, long address, long mask) {
        return (long) LONG.getAndBitwiseXor(buffer(region), (int) address, mask);
    }

    @Override
    public long getAndBitwiseXorLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndBitwiseXorAcquire(buffer(region), (int) address, mask)
                : (long) LONG.getAndBitwiseXorRelease(buffer(region), (int) address, mask);
    }
}
