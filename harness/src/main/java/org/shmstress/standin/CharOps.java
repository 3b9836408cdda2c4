package org.shmstress.standin;

import static org.shmstress.api.spi.CellAccess.ACCESS;

/** Read-modify-writes of a char in the segment, all by compare-and-exchange, as the JDK's own. */
public final class CharOps {

    private CharOps() {}

    public static boolean compareAndSet(Object region, long address, char expected, char value) {
        return compareAndExchange(region, address, expected, value) == expected;
    }

    public static char compareAndExchange(Object region, long address, char expected, char value) {
        return (char) ACCESS.compareAndExchangeShort(region, address, (short) expected, (short) value);
    }

    public static char getAndSet(Object region, long address, char value) {
        while (true) {
            char before = ACCESS.getCharVolatile(region, address);
            if (compareAndSet(region, address, before, value)) {
                return before;
            }
        }
    }

    public static char getAndAdd(Object region, long address, char delta) {
        while (true) {
            char before = ACCESS.getCharVolatile(region, address);
            if (compareAndSet(region, address, before, (char) (before + delta))) {
                return before;
            }
        }
    }

    public static char getAndBitwiseOr(Object region, long address, char mask) {
        while (true) {
            char before = ACCESS.getCharVolatile(region, address);
            if (compareAndSet(region, address, before, (char) (before | mask))) {
                return before;
            }
        }
    }

    public static char getAndBitwiseAnd(Object region, long address, char mask) {
        while (true) {
            char before = ACCESS.getCharVolatile(region, address);
            if (compareAndSet(region, address, before, (char) (before & mask))) {
                return before;
            }
        }
    }

    public static char getAndBitwiseXor(Object region, long address, char mask) {
        while (true) {
            char before = ACCESS.getCharVolatile(region, address);
            if (compareAndSet(region, address, before, (char) (before ^ mask))) {
                return before;
            }
        }
    }
}
