package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

/** Read-modify-writes of a byte in the segment, all by compare-and-exchange, as the JDK's own. */
public final class ByteOps {

    private ByteOps() {}

    public static boolean compareAndSet(Object region, long address, byte expected, byte value) {
        return compareAndExchange(region, address, expected, value) == expected;
    }

    public static byte compareAndExchange(Object region, long address, byte expected, byte value) {
        return ACCESS.compareAndExchangeByte(region, address, expected, value);
    }

    public static byte getAndSet(Object region, long address, byte value) {
        while (true) {
            byte before = ACCESS.getByteVolatile(region, address);
            if (compareAndSet(region, address, before, value)) {
                return before;
            }
        }
    }

    public static byte getAndAdd(Object region, long address, byte delta) {
        while (true) {
            byte before = ACCESS.getByteVolatile(region, address);
            if (compareAndSet(region, address, before, (byte) (before + delta))) {
                return before;
            }
        }
    }

    public static byte getAndBitwiseOr(Object region, long address, byte mask) {
        while (true) {
            byte before = ACCESS.getByteVolatile(region, address);
            if (compareAndSet(region, address, before, (byte) (before | mask))) {
                return before;
            }
        }
    }

    public static byte getAndBitwiseAnd(Object region, long address, byte mask) {
        while (true) {
            byte before = ACCESS.getByteVolatile(region, address);
            if (compareAndSet(region, address, before, (byte) (before & mask))) {
                return before;
            }
        }
    }

    public static byte getAndBitwiseXor(Object region, long address, byte mask) {
        while (true) {
            byte before = ACCESS.getByteVolatile(region, address);
            if (compareAndSet(region, address, before, (byte) (before ^ mask))) {
                return before;
            }
        }
    }
}
