package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

/** Read-modify-writes of a boolean in the segment, all by compare-and-exchange, as the JDK's own. */
public final class BooleanOps {

    private BooleanOps() {}

    public static boolean compareAndSet(Object region, long address, boolean expected, boolean value) {
        return compareAndExchange(region, address, expected, value) == expected;
    }

    public static boolean compareAndExchange(Object region, long address, boolean expected, boolean value) {
        return (ACCESS.compareAndExchangeByte(region, address, bits(expected), bits(value)) & 1) != 0;
    }

    public static boolean getAndSet(Object region, long address, boolean value) {
        while (true) {
            boolean before = (ACCESS.getByteVolatile(region, address) & 1) != 0;
            if (compareAndSet(region, address, before, value)) {
                return before;
            }
        }
    }

    public static boolean getAndBitwiseOr(Object region, long address, boolean mask) {
        while (true) {
            boolean before = (ACCESS.getByteVolatile(region, address) & 1) != 0;
            if (compareAndSet(region, address, before, before | mask)) {
                return before;
            }
        }
    }

    public static boolean getAndBitwiseAnd(Object region, long address, boolean mask) {
        while (true) {
            boolean before = (ACCESS.getByteVolatile(region, address) & 1) != 0;
            if (compareAndSet(region, address, before, before & mask)) {
                return before;
            }
        }
    }

    public static boolean getAndBitwiseXor(Object region, long address, boolean mask) {
        while (true) {
            boolean before = (ACCESS.getByteVolatile(region, address) & 1) != 0;
            if (compareAndSet(region, address, before, before ^ mask)) {
                return before;
            }
        }
    }

    private static byte bits(boolean value) {
        return (byte) (value ? 1 : 0);
    }
}
