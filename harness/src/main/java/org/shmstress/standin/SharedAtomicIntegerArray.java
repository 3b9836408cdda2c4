package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import java.util.StringJoiner;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.StatePlacement;

/** Takes the place of {@code AtomicIntegerArray}, whose methods it has; its elements lie in the slot. */
public class SharedAtomicIntegerArray {

    private final SlotCell cell;
    private final int length;

    public SharedAtomicIntegerArray(int length) {
        this.length = length;
        this.cell = StatePlacement.allocate(SharedArray.sizeBytes(length, Integer.BYTES), Integer.BYTES);
    }

    public SharedAtomicIntegerArray(int[] values) {
        this(values.length);
        for (int i = 0; i < length; i++) {
            setPlain(i, values[i]);
        }
    }

    public SharedAtomicIntegerArray(SharedInts values) {
        this(values.length);
        for (int i = 0; i < length; i++) {
            setPlain(i, values.get(i));
        }
    }

    private long at(int index) {
        if (index < 0 || index >= length) {
            throw new ArrayIndexOutOfBoundsException("Index " + index + " out of bounds for length " + length);
        }
        return cell.address() + (long) index * Integer.BYTES;
    }

    public final int length() {
        return length;
    }

    public final int get(int index) {
        return ACCESS.getIntVolatile(cell.region, at(index));
    }

    public final void set(int index, int value) {
        ACCESS.putIntVolatile(cell.region, at(index), value);
    }

    public final void lazySet(int index, int value) {
        ACCESS.putIntRelease(cell.region, at(index), value);
    }

    public final int getPlain(int index) {
        return ACCESS.getInt(cell.region, at(index));
    }

    public final void setPlain(int index, int value) {
        ACCESS.putInt(cell.region, at(index), value);
    }

    public final int getOpaque(int index) {
        return ACCESS.getIntOpaque(cell.region, at(index));
    }

    public final int getAcquire(int index) {
        return ACCESS.getIntAcquire(cell.region, at(index));
    }

    public final void setOpaque(int index, int value) {
        ACCESS.putIntOpaque(cell.region, at(index), value);
    }

    public final void setRelease(int index, int value) {
        ACCESS.putIntRelease(cell.region, at(index), value);
    }

    public final int getAndSet(int index, int value) {
        return IntOps.getAndSet(cell.region, at(index), value);
    }

    public final int getAndAdd(int index, int value) {
        return IntOps.getAndAdd(cell.region, at(index), value);
    }

    public final int addAndGet(int index, int value) {
        return IntOps.addAndGet(cell.region, at(index), value);
    }

    public final int getAndIncrement(int index) {
        return IntOps.getAndIncrement(cell.region, at(index));
    }

    public final int getAndDecrement(int index) {
        return IntOps.getAndDecrement(cell.region, at(index));
    }

    public final int incrementAndGet(int index) {
        return IntOps.incrementAndGet(cell.region, at(index));
    }

    public final int decrementAndGet(int index) {
        return IntOps.decrementAndGet(cell.region, at(index));
    }

    public final boolean compareAndSet(int index, int expected, int value) {
        return IntOps.compareAndSet(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSet(int index, int expected, int value) {
        return IntOps.weakCompareAndSetPlain(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetPlain(int index, int expected, int value) {
        return IntOps.weakCompareAndSetPlain(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetVolatile(int index, int expected, int value) {
        return IntOps.weakCompareAndSetVolatile(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetAcquire(int index, int expected, int value) {
        return IntOps.weakCompareAndSetAcquire(cell.region, at(index), expected, value);
    }

    public final boolean weakCompareAndSetRelease(int index, int expected, int value) {
        return IntOps.weakCompareAndSetRelease(cell.region, at(index), expected, value);
    }

    public final int compareAndExchange(int index, int expected, int value) {
        return IntOps.compareAndExchange(cell.region, at(index), expected, value);
    }

    public final int compareAndExchangeAcquire(int index, int expected, int value) {
        return IntOps.compareAndExchangeAcquire(cell.region, at(index), expected, value);
    }

    public final int compareAndExchangeRelease(int index, int expected, int value) {
        return IntOps.compareAndExchangeRelease(cell.region, at(index), expected, value);
    }

    public final int getAndUpdate(int index, IntUnaryOperator update) {
        return IntOps.getAndUpdate(cell.region, at(index), update);
    }

    public final int updateAndGet(int index, IntUnaryOperator update) {
        return IntOps.updateAndGet(cell.region, at(index), update);
    }

    public final int getAndAccumulate(int index, int operand, IntBinaryOperator function) {
        return IntOps.getAndAccumulate(cell.region, at(index), operand, function);
    }

    public final int accumulateAndGet(int index, int operand, IntBinaryOperator function) {
        return IntOps.accumulateAndGet(cell.region, at(index), operand, function);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < length; i++) {
            text.add(Integer.toString(get(i)));
        }
        return text.toString();
    }
}
