package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.StringJoiner;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.StatePlacement;

/** Takes the place of {@code AtomicLongArray}, whose methods it has; its elements lie in the slot. */
public class SharedAtomicLongArray {

    private final SlotCell cell;
    private final int length;

    public SharedAtomicLongArray(int length) {
        this.length = length;
        this.cell = StatePlacement.allocate(SharedArray.sizeBytes(length, Long.BYTES), Long.BYTES);
    }

    public SharedAtomicLongArray(long[] values) {
        this(values.length);
        for (int i = 0; i < length; i++) {
            setPlain(i, values[i]);
        }
    }

    public SharedAtomicLongArray(SharedLongs values) {
        this(values.length);
        for (int i = 0; i < length; i++) {
            setPlain(i, values.get(i));
        }
    }

    private long at(int index) {
        if (index < 0 || index >= length) {
            throw new ArrayIndexOutOfBoundsException("Index " + index + " out of bounds for length " + length);
        }
        return cell.address() + (long) index * Long.BYTES;
    }

    public final int length() {
        return length;
    }

    public final long get(int index) {
        return ACCESS.getLongVolatile(cell.region, at(index));
    }

    public final void set(int index, long value) {
        ACCESS.putLongVolatile(cell.region, at(index), value);
    }

    public final void lazySet(int index, long value) {
        ACCESS.putLongRelease(cell.region, at(index), value);
    }

    public final long getPlain(int index) {
        return ACCESS.getLong(cell.region, at(index));
    }

    public final void setPlain(int index, long value) {
        ACCESS.putLong(cell.region, at(index), value);
    }

    public final long getOpaque(int index) {
        return ACCESS.getLongOpaque(cell.region, at(index));
    }

    public final long getAcquire(int index) {
        return ACCESS.getLongAcquire(cell.region, at(index));
    }

    public final void setOpaque(int index, long value) {
        ACCESS.putLongOpaque(cell.region, at(index), value);
    }

    public final void setRelease(int index, long value) {
        ACCESS.putLongRelease(cell.region, at(index), value);
    }

    public final long getAndSet(int index, long value) {
        return LongOps.getAndSet(cell.region, at(index), value);
    }

    public final long getAndAdd(int index, long value) {
        return LongOps.getAndAdd(cell.region, at(index), value);
    }

    public final long addAndGet(int index, long value) {
        return LongOps.addAndGet(cell.region, at(index), value);
    }

    public final long getAndIncrement(int index) {
        return LongOps.getAndIncrement(cell.region, at(index));
    }

    public final long getAndDecrement(int index) {
        return LongOps.getAndDecrement(cell.region, at(index));
    }

    public final long incrementAndGet(int index) {
        return LongOps.incrementAndGet(cell.region, at(index));
    }

    public final long decrementAndGet(int index) {
        return LongOps.decrementAndGet(cell.region, at(index));
    }

    public final boolean compareAndSet(int index, long expected, long value) {
        return LongOps.compareAndSet(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSet(int index, long expected, long value) {
        return LongOps.weakCompareAndSetPlain(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetPlain(int index, long expected, long value) {
        return LongOps.weakCompareAndSetPlain(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetVolatile(int index, long expected, long value) {
        return LongOps.weakCompareAndSetVolatile(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetAcquire(int index, long expected, long value) {
        return LongOps.weakCompareAndSetAcquire(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetRelease(int index, long expected, long value) {
        return LongOps.weakCompareAndSetRelease(cell.region, at(index), expected, value);
    }

    public final long compareAndExchange(int index, long expected, long value) {
        return LongOps.compareAndExchange(cell.region, at(index), expected, value);
    }

    public final long compareAndExchangeAcquire(int index, long expected, long value) {
        return LongOps.compareAndExchangeAcquire(cell.region, at(index), expected, value);
    }

    public final long compareAndExchangeRelease(int index, long expected, long value) {
        return LongOps.compareAndExchangeRelease(cell.region, at(index), expected, value);
    }

    public final long getAndUpdate(int index, LongUnaryOperator update) {
        return LongOps.getAndUpdate(cell.region, at(index), update);
    }

    public final long updateAndGet(int index, LongUnaryOperator update) {
        return LongOps.updateAndGet(cell.region, at(index), update);
    }

    public final long getAndAccumulate(int index, long operand, LongBinaryOperator function) {
        return LongOps.getAndAccumulate(cell.region, at(index), operand, function);
    }

    public final long accumulateAndGet(int index, long operand, LongBinaryOperator function) {
        return LongOps.accumulateAndGet(cell.region, at(index), operand, function);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < length; i++) {
            text.add(Long.toString(get(i)));
        }
        return text.toString();
    }
}
