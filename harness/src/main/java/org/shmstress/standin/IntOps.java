package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.shmstress.api.spi.ReadModifyWrites.Order;

/** Accesses to an int in the segment, by the names that field updaters and atomic classes have for them. */
public final class IntOps {

    private IntOps() {}

    public static boolean compareAndSet(Object region, long address, int expected, int value) {
        return ACCESS.compareAndSetInt(region, address, expected, value);
    }

    public static boolean weakCompareAndSetPlain(Object region, long address, int expected, int value) {
        return ACCESS.weakCompareAndSetIntPlain(region, address, expected, value);
    }

    public static boolean weakCompareAndSet(Object region, long address, int expected, int value) {
        return ACCESS.compareAndSetInt(region, address, expected, value);
    }

    public static boolean weakCompareAndSetVolatile(Object region, long address, int expected, int value) {
        return ACCESS.weakCompareAndSetInt(region, address, expected, value);
    }

    public static boolean weakCompareAndSetAcquire(Object region, long address, int expected, int value) {
        return ACCESS.weakCompareAndSetInt(region, address, expected, value, Order.ACQUIRE);
    }

    public static boolean weakCompareAndSetRelease(Object region, long address, int expected, int value) {
        return ACCESS.weakCompareAndSetInt(region, address, expected, value, Order.RELEASE);
    }

    public static int compareAndExchange(Object region, long address, int expected, int value) {
        return ACCESS.compareAndExchangeInt(region, address, expected, value);
    }

    public static int compareAndExchangeAcquire(Object region, long address, int expected, int value) {
        return ACCESS.compareAndExchangeInt(region, address, expected, value, Order.ACQUIRE);
    }

    public static int compareAndExchangeRelease(Object region, long address, int expected, int value) {
        return ACCESS.compareAndExchangeInt(region, address, expected, value, Order.RELEASE);
    }

    public static int getAndSet(Object region, long address, int value) {
        return ACCESS.getAndSetInt(region, address, value);
    }

    public static int getAndAdd(Object region, long address, int delta) {
        return ACCESS.getAndAddInt(region, address, delta);
    }

    public static int get(Object region, long address) {
        return ACCESS.getIntVolatile(region, address);
    }

    public static void set(Object region, long address, int value) {
        ACCESS.putIntVolatile(region, address, value);
    }

    public static void lazySet(Object region, long address, int value) {
        ACCESS.putIntRelease(region, address, value);
    }

    public static int getAndIncrement(Object region, long address) {
        return ACCESS.getAndAddInt(region, address, 1);
    }

    public static int getAndDecrement(Object region, long address) {
        return ACCESS.getAndAddInt(region, address, -1);
    }

    public static int incrementAndGet(Object region, long address) {
        return ACCESS.getAndAddInt(region, address, 1) + 1;
    }

    public static int decrementAndGet(Object region, long address) {
        return ACCESS.getAndAddInt(region, address, -1) - 1;
    }

    public static int addAndGet(Object region, long address, int delta) {
        return ACCESS.getAndAddInt(region, address, delta) + delta;
    }

    public static int getAndUpdate(Object region, long address, IntUnaryOperator update) {
        while (true) {
            int before = get(region, address);
            if (compareAndSet(region, address, before, update.applyAsInt(before))) {
                return before;
            }
        }
    }

    public static int updateAndGet(Object region, long address, IntUnaryOperator update) {
        while (true) {
            int before = get(region, address);
            int after = update.applyAsInt(before);
            if (compareAndSet(region, address, before, after)) {
                return after;
            }
        }
    }

    public static int getAndAccumulate(Object region, long address, int operand, IntBinaryOperator function) {
        return getAndUpdate(region, address, before -> function.applyAsInt(before, operand));
    }

    public static int accumulateAndGet(Object region, long address, int operand, IntBinaryOperator function) {
        return updateAndGet(region, address, before -> function.applyAsInt(before, operand));
    }
}
