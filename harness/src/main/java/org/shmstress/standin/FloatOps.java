package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

/** Read-modify-writes of a float in the segment, comparing bits, as VarHandles do. */
public final class FloatOps {

    private FloatOps() {}

    public static boolean compareAndSet(Object region, long address, float expected, float value) {
        return ACCESS.compareAndSetInt(
                region, address, Float.floatToRawIntBits(expected), Float.floatToRawIntBits(value));
    }

    public static float compareAndExchange(Object region, long address, float expected, float value) {
        return Float.intBitsToFloat(ACCESS.compareAndExchangeInt(
                region, address, Float.floatToRawIntBits(expected), Float.floatToRawIntBits(value)));
    }

    public static float getAndSet(Object region, long address, float value) {
        return Float.intBitsToFloat(ACCESS.getAndSetInt(region, address, Float.floatToRawIntBits(value)));
    }

    public static float getAndAdd(Object region, long address, float delta) {
        while (true) {
            int before = ACCESS.getIntVolatile(region, address);
            float value = Float.intBitsToFloat(before);
            if (ACCESS.compareAndSetInt(region, address, before, Float.floatToRawIntBits(value + delta))) {
                return value;
            }
        }
    }
}
