package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.shmstress.api.spi.ReadModifyWrites.Order;

/** Accesses to a long in the segment, by the names that field updaters and atomic classes have for them. */
public final class LongOps {

    private LongOps() {}

    public static boolean compareAndSet(Object region, long address, long expected, long value) {
        return ACCESS.compareAndSetLong(region, address, expected, value);
    }

    public static boolean weakCompareAndSetPlain(Object region, long address, long expected, long value) {
        return ACCESS.weakCompareAndSetLongPlain(region, address, expected, value);
    }

    public static boolean weakCompareAndSet(Object region, long address, long expected, long value) {
        return ACCESS.compareAndSetLong(region, address, expected, value);
    }

    public static boolean weakCompareAndSetVolatile(Object region, long address, long expected, long value) {
        return ACCESS.weakCompareAndSetLong(region, address, expected, value);
    }

    public static boolean weakCompareAndSetAcquire(Object region, long address, long expected, long value) {
        return ACCESS.weakCompareAndSetLong(region, address, expected, value, Order.ACQUIRE);
    }

    public static boolean weakCompareAndSetRelease(Object region, long address, long expected, long value) {
        return ACCESS.weakCompareAndSetLong(region, address, expected, value, Order.RELEASE);
    }

    public static long compareAndExchange(Object region, long address, long expected, long value) {
        return ACCESS.compareAndExchangeLong(region, address, expected, value);
    }

    public static long compareAndExchangeAcquire(Object region, long address, long expected, long value) {
        return ACCESS.compareAndExchangeLong(region, address, expected, value, Order.ACQUIRE);
    }

    public static long compareAndExchangeRelease(Object region, long address, long expected, long value) {
        return ACCESS.compareAndExchangeLong(region, address, expected, value, Order.RELEASE);
    }

    public static long getAndSet(Object region, long address, long value) {
        return ACCESS.getAndSetLong(region, address, value);
    }

    public static long getAndAdd(Object region, long address, long delta) {
        return ACCESS.getAndAddLong(region, address, delta);
    }

    public static long get(Object region, long address) {
        return ACCESS.getLongVolatile(region, address);
    }

    public static void set(Object region, long address, long value) {
        ACCESS.putLongVolatile(region, address, value);
    }

    public static void lazySet(Object region, long address, long value) {
        ACCESS.putLongRelease(region, address, value);
    }

    public static long getAndIncrement(Object region, long address) {
        return ACCESS.getAndAddLong(region, address, 1);
    }

    public static long getAndDecrement(Object region, long address) {
        return ACCESS.getAndAddLong(region, address, -1);
    }

    public static long incrementAndGet(Object region, long address) {
        return ACCESS.getAndAddLong(region, address, 1) + 1;
    }

    public static long decrementAndGet(Object region, long address) {
        return ACCESS.getAndAddLong(region, address, -1) - 1;
    }

    public static long addAndGet(Object region, long address, long delta) {
        return ACCESS.getAndAddLong(region, address, delta) + delta;
    }

    public static long getAndUpdate(Object region, long address, LongUnaryOperator update) {
        while (true) {
            long before = get(region, address);
            if (compareAndSet(region, address, before, update.applyAsLong(before))) {
                return before;
            }
        }
    }

    public static long updateAndGet(Object region, long address, LongUnaryOperator update) {
        while (true) {
            long before = get(region, address);
            long after = update.applyAsLong(before);
            if (compareAndSet(region, address, before, after)) {
                return after;
            }
        }
    }

    public static long getAndAccumulate(Object region, long address, long operand, LongBinaryOperator function) {
        return getAndUpdate(region, address, before -> function.applyAsLong(before, operand));
    }

    public static long accumulateAndGet(Object region, long address, long operand, LongBinaryOperator function) {
        return updateAndGet(region, address, before -> function.applyAsLong(before, operand));
    }
}
