package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

/** Read-modify-writes of a short in the segment, all by compare-and-exchange, as the JDK's own. */
public final class ShortOps {

    private ShortOps() {}

    public static boolean compareAndSet(Object region, long address, short expected, short value) {
        return compareAndExchange(region, address, expected, value) == expected;
    }

    public static short compareAndExchange(Object region, long address, short expected, short value) {
        return ACCESS.compareAndExchangeShort(region, address, expected, value);
    }

    public static short getAndSet(Object region, long address, short value) {
        while (true) {
            short before = ACCESS.getShortVolatile(region, address);
            if (compareAndSet(region, address, before, value)) {
                return before;
            }
        }
    }

    public static short getAndAdd(Object region, long address, short delta) {
        while (true) {
            short before = ACCESS.getShortVolatile(region, address);
            if (compareAndSet(region, address, before, (short) (before + delta))) {
                return before;
            }
        }
    }

    public static short getAndBitwiseOr(Object region, long address, short mask) {
        while (true) {
            short before = ACCESS.getShortVolatile(region, address);
            if (compareAndSet(region, address, before, (short) (before | mask))) {
                return before;
            }
        }
    }

    public static short getAndBitwiseAnd(Object region, long address, short mask) {
        while (true) {
            short before = ACCESS.getShortVolatile(region, address);
            if (compareAndSet(region, address, before, (short) (before & mask))) {
                return before;
            }
        }
    }

    public static short getAndBitwiseXor(Object region, long address, short mask) {
        while (true) {
            short before = ACCESS.getShortVolatile(region, address);
            if (compareAndSet(region, address, before, (short) (before ^ mask))) {
                return before;
            }
        }
    }
}
