package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.StatePlacement;

/** Takes the place of {@code AtomicInteger}, whose methods it has; its value lies in the slot. */
public class SharedAtomicInteger extends Number {
    private static final long serialVersionUID = 1L;

    private final transient SlotCell cell = StatePlacement.allocate(Integer.BYTES, Integer.BYTES);

    public SharedAtomicInteger() {}

    public SharedAtomicInteger(int initial) {
        setPlain(initial);
    }

    public final int get() {
        return ACCESS.getIntVolatile(cell.region, cell.address());
    }

    public final void set(int value) {
        ACCESS.putIntVolatile(cell.region, cell.address(), value);
    }

    public final void lazySet(int value) {
        ACCESS.putIntRelease(cell.region, cell.address(), value);
    }

    public final int getPlain() {
        return ACCESS.getInt(cell.region, cell.address());
    }

    public final void setPlain(int value) {
        ACCESS.putInt(cell.region, cell.address(), value);
    }

    public final int getOpaque() {
        return ACCESS.getIntOpaque(cell.region, cell.address());
    }

    public final int getAcquire() {
        return ACCESS.getIntAcquire(cell.region, cell.address());
    }

    public final void setOpaque(int value) {
        ACCESS.putIntOpaque(cell.region, cell.address(), value);
    }

    public final void setRelease(int value) {
        ACCESS.putIntRelease(cell.region, cell.address(), value);
    }

    public final int getAndSet(int value) {
        return IntOps.getAndSet(cell.region, cell.address(), value);
    }

    public final int getAndAdd(int value) {
        return IntOps.getAndAdd(cell.region, cell.address(), value);
    }

    public final int addAndGet(int value) {
        return IntOps.addAndGet(cell.region, cell.address(), value);
    }

    public final int getAndIncrement() {
        return IntOps.getAndIncrement(cell.region, cell.address());
    }

    public final int getAndDecrement() {
        return IntOps.getAndDecrement(cell.region, cell.address());
    }

    public final int incrementAndGet() {
        return IntOps.incrementAndGet(cell.region, cell.address());
    }

    public final int decrementAndGet() {
        return IntOps.decrementAndGet(cell.region, cell.address());
    }

    public final boolean compareAndSet(int expected, int value) {
        return IntOps.compareAndSet(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSet(int expected, int value) {
        return IntOps.weakCompareAndSetPlain(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetPlain(int expected, int value) {
        return IntOps.weakCompareAndSetPlain(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetVolatile(int expected, int value) {
        return IntOps.weakCompareAndSetVolatile(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetAcquire(int expected, int value) {
        return IntOps.weakCompareAndSetAcquire(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetRelease(int expected, int value) {
        return IntOps.weakCompareAndSetRelease(cell.region, cell.address(), expected, value);
    }

    public final int compareAndExchange(int expected, int value) {
        return IntOps.compareAndExchange(cell.region, cell.address(), expected, value);
    }

    public final int compareAndExchangeAcquire(int expected, int value) {
        return IntOps.compareAndExchangeAcquire(cell.region, cell.address(), expected, value);
    }

    public final int compareAndExchangeRelease(int expected, int value) {
        return IntOps.compareAndExchangeRelease(cell.region, cell.address(), expected, value);
    }

    public final int getAndUpdate(IntUnaryOperator update) {
        return IntOps.getAndUpdate(cell.region, cell.address(), update);
    }

    public final int updateAndGet(IntUnaryOperator update) {
        return IntOps.updateAndGet(cell.region, cell.address(), update);
    }

    public final int getAndAccumulate(int operand, IntBinaryOperator function) {
        return IntOps.getAndAccumulate(cell.region, cell.address(), operand, function);
    }

    public final int accumulateAndGet(int operand, IntBinaryOperator function) {
        return IntOps.accumulateAndGet(cell.region, cell.address(), operand, function);
    }

    @Override
    public int intValue() {
        return get();
    }

    @Override
    public long longValue() {
        return (long) get();
    }

    @Override
    public float floatValue() {
        return (float) get();
    }

    @Override
    public double doubleValue() {
        return (double) get();
    }

    @Override
    public String toString() {
        return Integer.toString(get());
    }
}
