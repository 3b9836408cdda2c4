package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import org.shmstress.api.spi.ReadModifyWrites.Order;

/** Additions to a double in the segment, for which no processor has an instruction: loops over its bits, as VarHandles make them. */
public final class DoubleOps {

    private DoubleOps() {}

    public static double getAndAdd(Object region, long address, double delta) {
        while (true) {
            long before = ACCESS.getLongVolatile(region, address);
            double value = Double.longBitsToDouble(before);
            if (ACCESS.weakCompareAndSetLong(region, address, before, Double.doubleToRawLongBits(value + delta))) {
                return value;
            }
        }
    }

    public static double getAndAddAcquire(Object region, long address, double delta) {
        while (true) {
            long before = ACCESS.getLongAcquire(region, address);
            double value = Double.longBitsToDouble(before);
            if (ACCESS.weakCompareAndSetLong(
                    region, address, before, Double.doubleToRawLongBits(value + delta), Order.ACQUIRE)) {
                return value;
            }
        }
    }

    public static double getAndAddRelease(Object region, long address, double delta) {
        while (true) {
            long before = ACCESS.getLong(region, address);
            double value = Double.longBitsToDouble(before);
            if (ACCESS.weakCompareAndSetLong(
                    region, address, before, Double.doubleToRawLongBits(value + delta), Order.RELEASE)) {
                return value;
            }
        }
    }
}
