package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.StatePlacement;

/** Takes the place of {@code AtomicLong}, whose methods it has; its value lies in the slot. */
public class SharedAtomicLong extends Number {
    private static final long serialVersionUID = 1L;

    private final transient SlotCell cell = StatePlacement.allocate(Long.BYTES, Long.BYTES);

    public SharedAtomicLong() {}

    public SharedAtomicLong(long initial) {
        setPlain(initial);
    }

    public final long get() {
        return ACCESS.getLongVolatile(cell.region, cell.address());
    }

    public final void set(long value) {
        ACCESS.putLongVolatile(cell.region, cell.address(), value);
    }

    public final void lazySet(long value) {
        ACCESS.putLongRelease(cell.region, cell.address(), value);
    }

    public final long getPlain() {
        return ACCESS.getLong(cell.region, cell.address());
    }

    public final void setPlain(long value) {
        ACCESS.putLong(cell.region, cell.address(), value);
    }

    public final long getOpaque() {
        return ACCESS.getLongOpaque(cell.region, cell.address());
    }

    public final long getAcquire() {
        return ACCESS.getLongAcquire(cell.region, cell.address());
    }

    public final void setOpaque(long value) {
        ACCESS.putLongOpaque(cell.region, cell.address(), value);
    }

    public final void setRelease(long value) {
        ACCESS.putLongRelease(cell.region, cell.address(), value);
    }

    public final long getAndSet(long value) {
        return LongOps.getAndSet(cell.region, cell.address(), value);
    }

    public final long getAndAdd(long value) {
        return LongOps.getAndAdd(cell.region, cell.address(), value);
    }

    public final long addAndGet(long value) {
        return LongOps.addAndGet(cell.region, cell.address(), value);
    }

    public final long getAndIncrement() {
        return LongOps.getAndIncrement(cell.region, cell.address());
    }

    public final long getAndDecrement() {
        return LongOps.getAndDecrement(cell.region, cell.address());
    }

    public final long incrementAndGet() {
        return LongOps.incrementAndGet(cell.region, cell.address());
    }

    public final long decrementAndGet() {
        return LongOps.decrementAndGet(cell.region, cell.address());
    }

    public final boolean compareAndSet(long expected, long value) {
        return LongOps.compareAndSet(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSet(long expected, long value) {
        return LongOps.weakCompareAndSetPlain(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetPlain(long expected, long value) {
        return LongOps.weakCompareAndSetPlain(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetVolatile(long expected, long value) {
        return LongOps.weakCompareAndSetVolatile(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetAcquire(long expected, long value) {
        return LongOps.weakCompareAndSetAcquire(cell.region, cell.address(), expected, value);
    }

    public final boolean weakCompareAndSetRelease(long expected, long value) {
        return LongOps.weakCompareAndSetRelease(cell.region, cell.address(), expected, value);
    }

    public final long compareAndExchange(long expected, long value) {
        return LongOps.compareAndExchange(cell.region, cell.address(), expected, value);
    }

    public final long compareAndExchangeAcquire(long expected, long value) {
        return LongOps.compareAndExchangeAcquire(cell.region, cell.address(), expected, value);
    }

    public final long compareAndExchangeRelease(long expected, long value) {
        return LongOps.compareAndExchangeRelease(cell.region, cell.address(), expected, value);
    }

    public final long getAndUpdate(LongUnaryOperator update) {
        return LongOps.getAndUpdate(cell.region, cell.address(), update);
    }

    public final long updateAndGet(LongUnaryOperator update) {
        return LongOps.updateAndGet(cell.region, cell.address(), update);
    }

    public final long getAndAccumulate(long operand, LongBinaryOperator function) {
        return LongOps.getAndAccumulate(cell.region, cell.address(), operand, function);
    }

    public final long accumulateAndGet(long operand, LongBinaryOperator function) {
        return LongOps.accumulateAndGet(cell.region, cell.address(), operand, function);
    }

    @Override
    public int intValue() {
        return (int) get();
    }

    @Override
    public long longValue() {
        return get();
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
        return Long.toString(get());
    }
}
