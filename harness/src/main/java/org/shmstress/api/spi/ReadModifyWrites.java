package org.shmstress.api.spi;

/**
 * What a {@link SliceAccess} does in one step beyond loads and stores, at every width and in every mode that VarHandles have for it. A
 * path that lacks one throws {@link UnsupportedOperationException}. Methods without an order in name or arguments are volatile.
 */
public abstract class ReadModifyWrites {

    /** An order weaker than volatile. Call sites pass a constant, so that the JIT leaves nothing of the choice. */
    public enum Order {
        /** The read is an acquire, the write plain. */
        ACQUIRE,
        /** The read is plain, the write a release. */
        RELEASE
    }

    ReadModifyWrites() {}

    // byte

    public boolean compareAndSetByte(Object region, long address, byte expected, byte value) {
        throw unsupported("compareAndSetByte");
    }

    public boolean weakCompareAndSetBytePlain(Object region, long address, byte expected, byte value) {
        throw unsupported("weakCompareAndSetBytePlain");
    }

    public boolean weakCompareAndSetByte(Object region, long address, byte expected, byte value) {
        throw unsupported("weakCompareAndSetByte");
    }

    public boolean weakCompareAndSetByte(Object region, long address, byte expected, byte value, Order order) {
        throw unsupported("weakCompareAndSetByte");
    }

    public byte compareAndExchangeByte(Object region, long address, byte expected, byte value) {
        throw unsupported("compareAndExchangeByte");
    }

    public byte compareAndExchangeByte(Object region, long address, byte expected, byte value, Order order) {
        throw unsupported("compareAndExchangeByte");
    }

    public byte getAndSetByte(Object region, long address, byte value) {
        throw unsupported("getAndSetByte");
    }

    public byte getAndSetByte(Object region, long address, byte value, Order order) {
        throw unsupported("getAndSetByte");
    }

    public byte getAndAddByte(Object region, long address, byte delta) {
        throw unsupported("getAndAddByte");
    }

    public byte getAndAddByte(Object region, long address, byte delta, Order order) {
        throw unsupported("getAndAddByte");
    }

    public byte getAndBitwiseOrByte(Object region, long address, byte mask) {
        throw unsupported("getAndBitwiseOrByte");
    }

    public byte getAndBitwiseOrByte(Object region, long address, byte mask, Order order) {
        throw unsupported("getAndBitwiseOrByte");
    }

    public byte getAndBitwiseAndByte(Object region, long address, byte mask) {
        throw unsupported("getAndBitwiseAndByte");
    }

    public byte getAndBitwiseAndByte(Object region, long address, byte mask, Order order) {
        throw unsupported("getAndBitwiseAndByte");
    }

    public byte getAndBitwiseXorByte(Object region, long address, byte mask) {
        throw unsupported("getAndBitwiseXorByte");
    }

    public byte getAndBitwiseXorByte(Object region, long address, byte mask, Order order) {
        throw unsupported("getAndBitwiseXorByte");
    }

    // short

    public boolean compareAndSetShort(Object region, long address, short expected, short value) {
        throw unsupported("compareAndSetShort");
    }

    public boolean weakCompareAndSetShortPlain(Object region, long address, short expected, short value) {
        throw unsupported("weakCompareAndSetShortPlain");
    }

    public boolean weakCompareAndSetShort(Object region, long address, short expected, short value) {
        throw unsupported("weakCompareAndSetShort");
    }

    public boolean weakCompareAndSetShort(Object region, long address, short expected, short value, Order order) {
        throw unsupported("weakCompareAndSetShort");
    }

    public short compareAndExchangeShort(Object region, long address, short expected, short value) {
        throw unsupported("compareAndExchangeShort");
    }

    public short compareAndExchangeShort(Object region, long address, short expected, short value, Order order) {
        throw unsupported("compareAndExchangeShort");
    }

    public short getAndSetShort(Object region, long address, short value) {
        throw unsupported("getAndSetShort");
    }

    public short getAndSetShort(Object region, long address, short value, Order order) {
        throw unsupported("getAndSetShort");
    }

    public short getAndAddShort(Object region, long address, short delta) {
        throw unsupported("getAndAddShort");
    }

    public short getAndAddShort(Object region, long address, short delta, Order order) {
        throw unsupported("getAndAddShort");
    }

    public short getAndBitwiseOrShort(Object region, long address, short mask) {
        throw unsupported("getAndBitwiseOrShort");
    }

    public short getAndBitwiseOrShort(Object region, long address, short mask, Order order) {
        throw unsupported("getAndBitwiseOrShort");
    }

    public short getAndBitwiseAndShort(Object region, long address, short mask) {
        throw unsupported("getAndBitwiseAndShort");
    }

    public short getAndBitwiseAndShort(Object region, long address, short mask, Order order) {
        throw unsupported("getAndBitwiseAndShort");
    }

    public short getAndBitwiseXorShort(Object region, long address, short mask) {
        throw unsupported("getAndBitwiseXorShort");
    }

    public short getAndBitwiseXorShort(Object region, long address, short mask, Order order) {
        throw unsupported("getAndBitwiseXorShort");
    }

    // int

    public boolean compareAndSetInt(Object region, long address, int expected, int value) {
        throw unsupported("compareAndSetInt");
    }

    public boolean weakCompareAndSetIntPlain(Object region, long address, int expected, int value) {
        throw unsupported("weakCompareAndSetIntPlain");
    }

    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value) {
        throw unsupported("weakCompareAndSetInt");
    }

    public boolean weakCompareAndSetInt(Object region, long address, int expected, int value, Order order) {
        throw unsupported("weakCompareAndSetInt");
    }

    public int compareAndExchangeInt(Object region, long address, int expected, int value) {
        throw unsupported("compareAndExchangeInt");
    }

    public int compareAndExchangeInt(Object region, long address, int expected, int value, Order order) {
        throw unsupported("compareAndExchangeInt");
    }

    public int getAndSetInt(Object region, long address, int value) {
        throw unsupported("getAndSetInt");
    }

    public int getAndSetInt(Object region, long address, int value, Order order) {
        throw unsupported("getAndSetInt");
    }

    public int getAndAddInt(Object region, long address, int delta) {
        throw unsupported("getAndAddInt");
    }

    public int getAndAddInt(Object region, long address, int delta, Order order) {
        throw unsupported("getAndAddInt");
    }

    public int getAndBitwiseOrInt(Object region, long address, int mask) {
        throw unsupported("getAndBitwiseOrInt");
    }

    public int getAndBitwiseOrInt(Object region, long address, int mask, Order order) {
        throw unsupported("getAndBitwiseOrInt");
    }

    public int getAndBitwiseAndInt(Object region, long address, int mask) {
        throw unsupported("getAndBitwiseAndInt");
    }

    public int getAndBitwiseAndInt(Object region, long address, int mask, Order order) {
        throw unsupported("getAndBitwiseAndInt");
    }

    public int getAndBitwiseXorInt(Object region, long address, int mask) {
        throw unsupported("getAndBitwiseXorInt");
    }

    public int getAndBitwiseXorInt(Object region, long address, int mask, Order order) {
        throw unsupported("getAndBitwiseXorInt");
    }

    // long

    public boolean compareAndSetLong(Object region, long address, long expected, long value) {
        throw unsupported("compareAndSetLong");
    }

    public boolean weakCompareAndSetLongPlain(Object region, long address, long expected, long value) {
        throw unsupported("weakCompareAndSetLongPlain");
    }

    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value) {
        throw unsupported("weakCompareAndSetLong");
    }

    public boolean weakCompareAndSetLong(Object region, long address, long expected, long value, Order order) {
        throw unsupported("weakCompareAndSetLong");
    }

    public long compareAndExchangeLong(Object region, long address, long expected, long value) {
        throw unsupported("compareAndExchangeLong");
    }

    public long compareAndExchangeLong(Object region, long address, long expected, long value, Order order) {
        throw unsupported("compareAndExchangeLong");
    }

    public long getAndSetLong(Object region, long address, long value) {
        throw unsupported("getAndSetLong");
    }

    public long getAndSetLong(Object region, long address, long value, Order order) {
        throw unsupported("getAndSetLong");
    }

    public long getAndAddLong(Object region, long address, long delta) {
        throw unsupported("getAndAddLong");
    }

    public long getAndAddLong(Object region, long address, long delta, Order order) {
        throw unsupported("getAndAddLong");
    }

    public long getAndBitwiseOrLong(Object region, long address, long mask) {
        throw unsupported("getAndBitwiseOrLong");
    }

    public long getAndBitwiseOrLong(Object region, long address, long mask, Order order) {
        throw unsupported("getAndBitwiseOrLong");
    }

    public long getAndBitwiseAndLong(Object region, long address, long mask) {
        throw unsupported("getAndBitwiseAndLong");
    }

    public long getAndBitwiseAndLong(Object region, long address, long mask, Order order) {
        throw unsupported("getAndBitwiseAndLong");
    }

    public long getAndBitwiseXorLong(Object region, long address, long mask) {
        throw unsupported("getAndBitwiseXorLong");
    }

    public long getAndBitwiseXorLong(Object region, long address, long mask, Order order) {
        throw unsupported("getAndBitwiseXorLong");
    }

    /** What a method throws that the path lacks. */
    final UnsupportedOperationException unsupported(String method) {
        return new UnsupportedOperationException(getClass().getSimpleName() + " has no " + method);
    }
}
