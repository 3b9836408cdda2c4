package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

/** Read-modify-writes of a double in the segment, comparing bits, as VarHandles do. */
public final class DoubleOps {

    private DoubleOps() {}

    public static boolean compareAndSet(Object region, long address, double expected, double value) {
        return ACCESS.compareAndSetLong(
                region, address, Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value));
    }

    public static double compareAndExchange(Object region, long address, double expected, double value) {
        return Double.longBitsToDouble(ACCESS.compareAndExchangeLong(
                region, address, Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value)));
    }

    public static double getAndSet(Object region, long address, double value) {
        return Double.longBitsToDouble(ACCESS.getAndSetLong(region, address, Double.doubleToRawLongBits(value)));
    }

    public static double getAndAdd(Object region, long address, double delta) {
        while (true) {
            long before = ACCESS.getLongVolatile(region, address);
            double value = Double.longBitsToDouble(before);
            if (ACCESS.compareAndSetLong(region, address, before, Double.doubleToRawLongBits(value + delta))) {
                return value;
            }
        }
    }
}
