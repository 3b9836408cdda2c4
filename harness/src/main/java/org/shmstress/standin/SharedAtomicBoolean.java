package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import org.shmstress.api.spi.SlotCell;
import org.shmstress.api.spi.StatePlacement;

/** Takes the place of {@code AtomicBoolean}, whose methods it has; its value lies in the slot, as an int, as the JDK has it. */
public class SharedAtomicBoolean {

    private final SlotCell cell = StatePlacement.allocate(Integer.BYTES, Integer.BYTES);

    public SharedAtomicBoolean() {}

    public SharedAtomicBoolean(boolean initial) {
        setPlain(initial);
    }

    private static int bits(boolean value) {
        return value ? 1 : 0;
    }

    public final boolean get() {
        return ACCESS.getIntVolatile(cell.region, cell.address()) != 0;
    }

    public final void set(boolean value) {
        ACCESS.putIntVolatile(cell.region, cell.address(), bits(value));
    }

    public final void lazySet(boolean value) {
        ACCESS.putIntRelease(cell.region, cell.address(), bits(value));
    }

    public final boolean getPlain() {
        return ACCESS.getInt(cell.region, cell.address()) != 0;
    }

    public final void setPlain(boolean value) {
        ACCESS.putInt(cell.region, cell.address(), bits(value));
    }

    public final boolean getOpaque() {
        return ACCESS.getIntOpaque(cell.region, cell.address()) != 0;
    }

    public final boolean getAcquire() {
        return ACCESS.getIntAcquire(cell.region, cell.address()) != 0;
    }

    public final void setOpaque(boolean value) {
        ACCESS.putIntOpaque(cell.region, cell.address(), bits(value));
    }

    public final void setRelease(boolean value) {
        ACCESS.putIntRelease(cell.region, cell.address(), bits(value));
    }

    public final boolean getAndSet(boolean value) {
        return IntOps.getAndSet(cell.region, cell.address(), bits(value)) != 0;
    }

    public final boolean compareAndSet(boolean expected, boolean value) {
        return IntOps.compareAndSet(cell.region, cell.address(), bits(expected), bits(value));
    }

    public final boolean weakCompareAndSet(boolean expected, boolean value) {
        return IntOps.weakCompareAndSetPlain(cell.region, cell.address(), bits(expected), bits(value));
    }

    public final boolean weakCompareAndSetPlain(boolean expected, boolean value) {
        return IntOps.weakCompareAndSetPlain(cell.region, cell.address(), bits(expected), bits(value));
    }

    public final boolean weakCompareAndSetVolatile(boolean expected, boolean value) {
        return IntOps.weakCompareAndSetVolatile(cell.region, cell.address(), bits(expected), bits(value));
    }

    public final boolean weakCompareAndSetAcquire(boolean expected, boolean value) {
        return IntOps.weakCompareAndSetAcquire(cell.region, cell.address(), bits(expected), bits(value));
    }

    public final boolean weakCompareAndSetRelease(boolean expected, boolean value) {
        return IntOps.weakCompareAndSetRelease(cell.region, cell.address(), bits(expected), bits(value));
    }

    public final boolean compareAndExchange(boolean expected, boolean value) {
        return IntOps.compareAndExchange(cell.region, cell.address(), bits(expected), bits(value)) != 0;
    }

    public final boolean compareAndExchangeAcquire(boolean expected, boolean value) {
        return IntOps.compareAndExchangeAcquire(cell.region, cell.address(), bits(expected), bits(value)) != 0;
    }

    public final boolean compareAndExchangeRelease(boolean expected, boolean value) {
        return IntOps.compareAndExchangeRelease(cell.region, cell.address(), bits(expected), bits(value)) != 0;
    }

    @Override
    public String toString() {
        return Boolean.toString(get());
    }
}
