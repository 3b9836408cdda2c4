package org.shmstress.segment;

import java.lang.invoke.VarHandle;
import org.shmstress.api.spi.SliceAccess;

/** The read-modify-writes of {@link ForeignAccess}, which memory segments have for int and long, in every mode. */
abstract class ForeignReadModifyWrites extends SliceAccess {

    static final VarHandle INT = ForeignMemory.handle("JAVA_INT");
    static final VarHandle LONG = ForeignMemory.handle("JAVA_LONG");

    @Override
    public boolean compareAndSetInt(Object region, long address, int expected, int value) {
        return (boolean) INT.compareAndSet(region, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetIntPlain(Object region, long address, int expected, int value) {
        return (boolean) INT.weakCompareAndSetPlain(region, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value) {
        return (boolean) INT.weakCompareAndSet(region, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value, Order order) {
        return order == Order.ACQUIRE
                ? (boolean) INT.weakCompareAndSetAcquire(region, address, expected, value)
                : (boolean) INT.weakCompareAndSetRelease(region, address, expected, value);
    }

    @Override
    public int compareAndExchangeInt(Object region, long address, int expected, int value) {
        return (int) INT.compareAndExchange(region, address, expected, value);
    }

    @Override
    public int compareAndExchangeInt(Object region, long address, int expected, int value, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.compareAndExchangeAcquire(region, address, expected, value)
                : (int) INT.compareAndExchangeRelease(region, address, expected, value);
    }

    @Override
    public int getAndSetInt(Object region, long address, int value) {
        return (int) INT.getAndSet(region, address, value);
    }

    @Override
    public int getAndSetInt(Object region, long address, int value, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndSetAcquire(region, address, value)
                : (int) INT.getAndSetRelease(region, address, value);
    }

    @Override
    public int getAndAddInt(Object region, long address, int delta) {
        return (int) INT.getAndAdd(region, address, delta);
    }

    @Override
    public int getAndAddInt(Object region, long address, int delta, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndAddAcquire(region, address, delta)
                : (int) INT.getAndAddRelease(region, address, delta);
    }

    @Override
    public int getAndBitwiseOrInt(Object region, long address, int mask) {
        return (int) INT.getAndBitwiseOr(region, address, mask);
    }

    @Override
    public int getAndBitwiseOrInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndBitwiseOrAcquire(region, address, mask)
                : (int) INT.getAndBitwiseOrRelease(region, address, mask);
    }

    @Override
    public int getAndBitwiseAndInt(Object region, long address, int mask) {
        return (int) INT.getAndBitwiseAnd(region, address, mask);
    }

    @Override
    public int getAndBitwiseAndInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndBitwiseAndAcquire(region, address, mask)
                : (int) INT.getAndBitwiseAndRelease(region, address, mask);
    }

    @Override
    public int getAndBitwiseXorInt(Object region, long address, int mask) {
        return (int) INT.getAndBitwiseXor(region, address, mask);
    }

    @Override
    public int getAndBitwiseXorInt(Object region, long address, int mask, Order order) {
        return order == Order.ACQUIRE
                ? (int) INT.getAndBitwiseXorAcquire(region, address, mask)
                : (int) INT.getAndBitwiseXorRelease(region, address, mask);
    }

    @Override
    public boolean compareAndSetLong(Object region, long address, long expected, long value) {
        return (boolean) LONG.compareAndSet(region, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetLongPlain(Object region, long address, long expected, long value) {
        return (boolean) LONG.weakCompareAndSetPlain(region, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value) {
        return (boolean) LONG.weakCompareAndSet(region, address, expected, value);
    }

    @Override
    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value, Order order) {
        return order == Order.ACQUIRE
                ? (boolean) LONG.weakCompareAndSetAcquire(region, address, expected, value)
                : (boolean) LONG.weakCompareAndSetRelease(region, address, expected, value);
    }

    @Override
    public long compareAndExchangeLong(Object region, long address, long expected, long value) {
        return (long) LONG.compareAndExchange(region, address, expected, value);
    }

    @Override
    public long compareAndExchangeLong(Object region, long address, long expected, long value, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.compareAndExchangeAcquire(region, address, expected, value)
                : (long) LONG.compareAndExchangeRelease(region, address, expected, value);
    }

    @Override
    public long getAndSetLong(Object region, long address, long value) {
        return (long) LONG.getAndSet(region, address, value);
    }

    @Override
    public long getAndSetLong(Object region, long address, long value, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndSetAcquire(region, address, value)
                : (long) LONG.getAndSetRelease(region, address, value);
    }

    @Override
    public long getAndAddLong(Object region, long address, long delta) {
        return (long) LONG.getAndAdd(region, address, delta);
    }

    @Override
    public long getAndAddLong(Object region, long address, long delta, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndAddAcquire(region, address, delta)
                : (long) LONG.getAndAddRelease(region, address, delta);
    }

    @Override
    public long getAndBitwiseOrLong(Object region, long address, long mask) {
        return (long) LONG.getAndBitwiseOr(region, address, mask);
    }

    @Override
    public long getAndBitwiseOrLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndBitwiseOrAcquire(region, address, mask)
                : (long) LONG.getAndBitwiseOrRelease(region, address, mask);
    }

    @Override
    public long getAndBitwiseAndLong(Object region, long address, long mask) {
        return (long) LONG.getAndBitwiseAnd(region, address, mask);
    }

    @Override
    public long getAndBitwiseAndLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndBitwiseAndAcquire(region, address, mask)
                : (long) LONG.getAndBitwiseAndRelease(region, address, mask);
    }

    @Override
    public long getAndBitwiseXorLong(Object region, long address, long mask) {
        return (long) LONG.getAndBitwiseXor(region, address, mask);
    }

    @Override
    public long getAndBitwiseXorLong(Object region, long address, long mask, Order order) {
        return order == Order.ACQUIRE
                ? (long) LONG.getAndBitwiseXorAcquire(region, address, mask)
                : (long) LONG.getAndBitwiseXorRelease(region, address, mask);
    }
}
