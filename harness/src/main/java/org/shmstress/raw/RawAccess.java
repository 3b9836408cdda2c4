package org.shmstress.raw;

import jdk.internal.misc.Unsafe;

/**
 * Access by {@code jdk.internal.misc.Unsafe}: the address is a virtual one, the region is only kept reachable by whoever holds
 * it. Every mode at every width.
 *
 * <p>Plain access may be misaligned. Read-modify-writes check alignment, as VarHandles do: a misaligned one would lock the bus of
 * the whole machine. Gets and puts of the other modes do not, since lifted fields are aligned and the check is dear in a loop of
 * few instructions; a misaligned one would tear silently, so a Slice checks before it asks.
 */
public final class RawAccess extends RawReadModifyWrites {

    private static final long BYTE_ARRAY_BASE = byteArrayBase();

    /** By reflection, since the constant is an int on 17 and a long on 25: compiled against one it would not link on the other. */
    private static long byteArrayBase() {
        try {
            return Unsafe.class.getField("ARRAY_BYTE_BASE_OFFSET").getLong(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public boolean supports(Mode mode) {
        return true;
    }

    @Override
    public long virtualAddress(Object region, long address) {
        return address;
    }

    @Override
    public byte getByte(Object region, long address) {
        return UNSAFE.getByte(null, address);
    }

    @Override
    public byte getByteOpaque(Object region, long address) {
        return UNSAFE.getByteOpaque(null, address);
    }

    @Override
    public byte getByteAcquire(Object region, long address) {
        return UNSAFE.getByteAcquire(null, address);
    }

    @Override
    public byte getByteVolatile(Object region, long address) {
        return UNSAFE.getByteVolatile(null, address);
    }

    @Override
    public void putByte(Object region, long address, byte value) {
        UNSAFE.putByte(null, address, value);
    }

    @Override
    public void putByteOpaque(Object region, long address, byte value) {
        UNSAFE.putByteOpaque(null, address, value);
    }

    @Override
    public void putByteRelease(Object region, long address, byte value) {
        UNSAFE.putByteRelease(null, address, value);
    }

    @Override
    public void putByteVolatile(Object region, long address, byte value) {
        UNSAFE.putByteVolatile(null, address, value);
    }

    @Override
    public short getShort(Object region, long address) {
        return UNSAFE.getShort(null, address);
    }

    @Override
    public short getShortOpaque(Object region, long address) {
        return UNSAFE.getShortOpaque(null, address);
    }

    @Override
    public short getShortAcquire(Object region, long address) {
        return UNSAFE.getShortAcquire(null, address);
    }

    @Override
    public short getShortVolatile(Object region, long address) {
        return UNSAFE.getShortVolatile(null, address);
    }

    @Override
    public void putShort(Object region, long address, short value) {
        UNSAFE.putShort(null, address, value);
    }

    @Override
    public void putShortOpaque(Object region, long address, short value) {
        UNSAFE.putShortOpaque(null, address, value);
    }

    @Override
    public void putShortRelease(Object region, long address, short value) {
        UNSAFE.putShortRelease(null, address, value);
    }

    @Override
    public void putShortVolatile(Object region, long address, short value) {
        UNSAFE.putShortVolatile(null, address, value);
    }

    @Override
    public char getChar(Object region, long address) {
        return UNSAFE.getChar(null, address);
    }

    @Override
    public char getCharOpaque(Object region, long address) {
        return UNSAFE.getCharOpaque(null, address);
    }

    @Override
    public char getCharAcquire(Object region, long address) {
        return UNSAFE.getCharAcquire(null, address);
    }

    @Override
    public char getCharVolatile(Object region, long address) {
        return UNSAFE.getCharVolatile(null, address);
    }

    @Override
    public void putChar(Object region, long address, char value) {
        UNSAFE.putChar(null, address, value);
    }

    @Override
    public void putCharOpaque(Object region, long address, char value) {
        UNSAFE.putCharOpaque(null, address, value);
    }

    @Override
    public void putCharRelease(Object region, long address, char value) {
        UNSAFE.putCharRelease(null, address, value);
    }

    @Override
    public void putCharVolatile(Object region, long address, char value) {
        UNSAFE.putCharVolatile(null, address, value);
    }

    @Override
    public int getInt(Object region, long address) {
        return UNSAFE.getInt(null, address);
    }

    @Override
    public int getIntOpaque(Object region, long address) {
        return UNSAFE.getIntOpaque(null, address);
    }

    @Override
    public int getIntAcquire(Object region, long address) {
        return UNSAFE.getIntAcquire(null, address);
    }

    @Override
    public int getIntVolatile(Object region, long address) {
        return UNSAFE.getIntVolatile(null, address);
    }

    @Override
    public void putInt(Object region, long address, int value) {
        UNSAFE.putInt(null, address, value);
    }

    @Override
    public void putIntOpaque(Object region, long address, int value) {
        UNSAFE.putIntOpaque(null, address, value);
    }

    @Override
    public void putIntRelease(Object region, long address, int value) {
        UNSAFE.putIntRelease(null, address, value);
    }

    @Override
    public void putIntVolatile(Object region, long address, int value) {
        UNSAFE.putIntVolatile(null, address, value);
    }

    @Override
    public long getLong(Object region, long address) {
        return UNSAFE.getLong(null, address);
    }

    @Override
    public long getLongOpaque(Object region, long address) {
        return UNSAFE.getLongOpaque(null, address);
    }

    @Override
    public long getLongAcquire(Object region, long address) {
        return UNSAFE.getLongAcquire(null, address);
    }

    @Override
    public long getLongVolatile(Object region, long address) {
        return UNSAFE.getLongVolatile(null, address);
    }

    @Override
    public void putLong(Object region, long address, long value) {
        UNSAFE.putLong(null, address, value);
    }

    @Override
    public void putLongOpaque(Object region, long address, long value) {
        UNSAFE.putLongOpaque(null, address, value);
    }

    @Override
    public void putLongRelease(Object region, long address, long value) {
        UNSAFE.putLongRelease(null, address, value);
    }

    @Override
    public void putLongVolatile(Object region, long address, long value) {
        UNSAFE.putLongVolatile(null, address, value);
    }

    @Override
    public float getFloat(Object region, long address) {
        return UNSAFE.getFloat(null, address);
    }

    @Override
    public float getFloatOpaque(Object region, long address) {
        return UNSAFE.getFloatOpaque(null, address);
    }

    @Override
    public float getFloatAcquire(Object region, long address) {
        return UNSAFE.getFloatAcquire(null, address);
    }

    @Override
    public float getFloatVolatile(Object region, long address) {
        return UNSAFE.getFloatVolatile(null, address);
    }

    @Override
    public void putFloat(Object region, long address, float value) {
        UNSAFE.putFloat(null, address, value);
    }

    @Override
    public void putFloatOpaque(Object region, long address, float value) {
        UNSAFE.putFloatOpaque(null, address, value);
    }

    @Override
    public void putFloatRelease(Object region, long address, float value) {
        UNSAFE.putFloatRelease(null, address, value);
    }

    @Override
    public void putFloatVolatile(Object region, long address, float value) {
        UNSAFE.putFloatVolatile(null, address, value);
    }

    @Override
    public double getDouble(Object region, long address) {
        return UNSAFE.getDouble(null, address);
    }

    @Override
    public double getDoubleOpaque(Object region, long address) {
        return UNSAFE.getDoubleOpaque(null, address);
    }

    @Override
    public double getDoubleAcquire(Object region, long address) {
        return UNSAFE.getDoubleAcquire(null, address);
    }

    @Override
    public double getDoubleVolatile(Object region, long address) {
        return UNSAFE.getDoubleVolatile(null, address);
    }

    @Override
    public void putDouble(Object region, long address, double value) {
        UNSAFE.putDouble(null, address, value);
    }

    @Override
    public void putDoubleOpaque(Object region, long address, double value) {
        UNSAFE.putDoubleOpaque(null, address, value);
    }

    @Override
    public void putDoubleRelease(Object region, long address, double value) {
        UNSAFE.putDoubleRelease(null, address, value);
    }

    @Override
    public void putDoubleVolatile(Object region, long address, double value) {
        UNSAFE.putDoubleVolatile(null, address, value);
    }

    @Override
    public void copyTo(Object region, long address, byte[] target, int from, int length) {
        UNSAFE.copyMemory(null, address, target, BYTE_ARRAY_BASE + from, length);
    }

    @Override
    public void copyFrom(Object region, long address, byte[] source, int from, int length) {
        UNSAFE.copyMemory(source, BYTE_ARRAY_BASE + from, null, address, length);
    }

    @Override
    public void fill(Object region, long address, long length, byte value) {
        UNSAFE.setMemory(address, length, value);
    }
}
