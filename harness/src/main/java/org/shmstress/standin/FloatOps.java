package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

import org.shmstress.api.spi.ReadModifyWrites.Order;

/** Additions to a float in the segment, for which no processor has an instruction: loops over its bits, as VarHandles make them. */
public final class FloatOps {

    private FloatOps() {}

    public static float getAndAdd(Object region, long address, float delta) {
        while (true) {
            int before = ACCESS.getIntVolatile(region, address);
            float value = Float.intBitsToFloat(before);
            if (ACCESS.weakCompareAndSetInt(region, address, before, Float.floatToRawIntBits(value + delta))) {
                return value;
            }
        }
    }

    public static float getAndAddAcquire(Object region, long address, float delta) {
        while (true) {
            int before = ACCESS.getIntAcquire(region, address);
            float value = Float.intBitsToFloat(before);
            if (ACCESS.weakCompareAndSetInt(
                    region, address, before, Float.floatToRawIntBits(value + delta), Order.ACQUIRE)) {
                return value;
            }
        }
    }

    public static float getAndAddRelease(Object region, long address, float delta) {
        while (true) {
            int before = ACCESS.getInt(region, address);
            float value = Float.intBitsToFloat(before);
            if (ACCESS.weakCompareAndSetInt(
                    region, address, before, Float.floatToRawIntBits(value + delta), Order.RELEASE)) {
                return value;
            }
        }
    }
}
