package org.shmstress.segment;

import com.sun.jna.Pointer;
import org.shmstress.api.spi.SliceAccess;

/** Access by JNA's {@link Pointer}: the region is a pointer to the mapping's start, the address an offset from it. Plain only. */
final class JnaAccess extends SliceAccess {

    static final SliceAccess INSTANCE = new JnaAccess();

    private JnaAccess() {}

    private static Pointer pointer(Object region) {
        return (Pointer) region;
    }

    @Override
    public boolean supports(Mode mode) {
        return mode == Mode.PLAIN;
    }

    @Override
    public long virtualAddress(Object region, long address) {
        return Pointer.nativeValue(pointer(region)) + address;
    }

    @Override
    public byte getByte(Object region, long address) {
        return pointer(region).getByte(address);
    }

    @Override
    public void putByte(Object region, long address, byte value) {
        pointer(region).setByte(address, value);
    }

    @Override
    public short getShort(Object region, long address) {
        return pointer(region).getShort(address);
    }

    @Override
    public void putShort(Object region, long address, short value) {
        pointer(region).setShort(address, value);
    }

    /** By short: JNA's own {@code char} is C's {@code wchar_t}, four bytes wide. */
    @Override
    public char getChar(Object region, long address) {
        return (char) pointer(region).getShort(address);
    }

    @Override
    public void putChar(Object region, long address, char value) {
        pointer(region).setShort(address, (short) value);
    }

    @Override
    public int getInt(Object region, long address) {
        return pointer(region).getInt(address);
    }

    @Override
    public void putInt(Object region, long address, int value) {
        pointer(region).setInt(address, value);
    }

    @Override
    public long getLong(Object region, long address) {
        return pointer(region).getLong(address);
    }

    @Override
    public void putLong(Object region, long address, long value) {
        pointer(region).setLong(address, value);
    }

    @Override
    public float getFloat(Object region, long address) {
        return pointer(region).getFloat(address);
    }

    @Override
    public void putFloat(Object region, long address, float value) {
        pointer(region).setFloat(address, value);
    }

    @Override
    public double getDouble(Object region, long address) {
        return pointer(region).getDouble(address);
    }

    @Override
    public void putDouble(Object region, long address, double value) {
        pointer(region).setDouble(address, value);
    }

    @Override
    public void copyTo(Object region, long address, byte[] target, int from, int length) {
        pointer(region).read(address, target, from, length);
    }

    @Override
    public void copyFrom(Object region, long address, byte[] source, int from, int length) {
        pointer(region).write(address, source, from, length);
    }

    @Override
    public void fill(Object region, long address, long length, byte value) {
        pointer(region).setMemory(address, length, value);
    }
}
