package org.shmstress.api.spi;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.shmstress.posix.DirectBuffers;

/**
 * Access by {@link ByteBuffer}: the region is a direct buffer in native order, the address an index into it.
 *
 * <p>Plain access goes by the buffer's own methods, which allow misalignment; other modes by view VarHandles, which exist for
 * every width but byte, and whose read-modify-writes exist for int and long.
 */
public final class BufferAccess extends BufferReadModifyWrites {

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle CHAR = view(char[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    private static final int BLOCK_BYTES = 4096;

    @Override
    public boolean supports(Mode mode) {
        return mode != Mode.ORDERED_BYTE && mode != Mode.ATOMIC_SMALL;
    }

    @Override
    public long virtualAddress(Object region, long address) {
        return DirectBuffers.address(buffer(region)) + address;
    }

    @Override
    public byte getByte(Object region, long address) {
        return buffer(region).get((int) address);
    }

    @Override
    public void putByte(Object region, long address, byte value) {
        buffer(region).put((int) address, value);
    }

    @Override
    public short getShort(Object region, long address) {
        return buffer(region).getShort((int) address);
    }

    @Override
    public void putShort(Object region, long address, short value) {
        buffer(region).putShort((int) address, value);
    }

    @Override
    public short getShortOpaque(Object region, long address) {
        return (short) SHORT.getOpaque(buffer(region), (int) address);
    }

    @Override
    public short getShortAcquire(Object region, long address) {
        return (short) SHORT.getAcquire(buffer(region), (int) address);
    }

    @Override
    public short getShortVolatile(Object region, long address) {
        return (short) SHORT.getVolatile(buffer(region), (int) address);
    }

    @Override
    public void putShortOpaque(Object region, long address, short value) {
        SHORT.setOpaque(buffer(region), (int) address, value);
    }

    @Override
    public void putShortRelease(Object region, long address, short value) {
        SHORT.setRelease(buffer(region), (int) address, value);
    }

    @Override
    public void putShortVolatile(Object region, long address, short value) {
        SHORT.setVolatile(buffer(region), (int) address, value);
    }

    @Override
    public char getChar(Object region, long address) {
        return buffer(region).getChar((int) address);
    }

    @Override
    public void putChar(Object region, long address, char value) {
        buffer(region).putChar((int) address, value);
    }

    @Override
    public char getCharOpaque(Object region, long address) {
        return (char) CHAR.getOpaque(buffer(region), (int) address);
    }

    @Override
    public char getCharAcquire(Object region, long address) {
        return (char) CHAR.getAcquire(buffer(region), (int) address);
    }

    @Override
    public char getCharVolatile(Object region, long address) {
        return (char) CHAR.getVolatile(buffer(region), (int) address);
    }

    @Override
    public void putCharOpaque(Object region, long address, char value) {
        CHAR.setOpaque(buffer(region), (int) address, value);
    }

    @Override
    public void putCharRelease(Object region, long address, char value) {
        CHAR.setRelease(buffer(region), (int) address, value);
    }

    @Override
    public void putCharVolatile(Object region, long address, char value) {
        CHAR.setVolatile(buffer(region), (int) address, value);
    }

    @Override
    public int getInt(Object region, long address) {
        return buffer(region).getInt((int) address);
    }

    @Override
    public void putInt(Object region, long address, int value) {
        buffer(region).putInt((int) address, value);
    }

    @Override
    public int getIntOpaque(Object region, long address) {
        return (int) INT.getOpaque(buffer(region), (int) address);
    }

    @Override
    public int getIntAcquire(Object region, long address) {
        return (int) INT.getAcquire(buffer(region), (int) address);
    }

    @Override
    public int getIntVolatile(Object region, long address) {
        return (int) INT.getVolatile(buffer(region), (int) address);
    }

    @Override
    public void putIntOpaque(Object region, long address, int value) {
        INT.setOpaque(buffer(region), (int) address, value);
    }

    @Override
    public void putIntRelease(Object region, long address, int value) {
        INT.setRelease(buffer(region), (int) address, value);
    }

    @Override
    public void putIntVolatile(Object region, long address, int value) {
        INT.setVolatile(buffer(region), (int) address, value);
    }

    @Override
    public long getLong(Object region, long address) {
        return buffer(region).getLong((int) address);
    }

    @Override
    public void putLong(Object region, long address, long value) {
        buffer(region).putLong((int) address, value);
    }

    @Override
    public long getLongOpaque(Object region, long address) {
        return (long) LONG.getOpaque(buffer(region), (int) address);
    }

    @Override
    public long getLongAcquire(Object region, long address) {
        return (long) LONG.getAcquire(buffer(region), (int) address);
    }

    @Override
    public long getLongVolatile(Object region, long address) {
        return (long) LONG.getVolatile(buffer(region), (int) address);
    }

    @Override
    public void putLongOpaque(Object region, long address, long value) {
        LONG.setOpaque(buffer(region), (int) address, value);
    }

    @Override
    public void putLongRelease(Object region, long address, long value) {
        LONG.setRelease(buffer(region), (int) address, value);
    }

    @Override
    public void putLongVolatile(Object region, long address, long value) {
        LONG.setVolatile(buffer(region), (int) address, value);
    }

    @Override
    public float getFloat(Object region, long address) {
        return buffer(region).getFloat((int) address);
    }

    @Override
    public void putFloat(Object region, long address, float value) {
        buffer(region).putFloat((int) address, value);
    }

    @Override
    public float getFloatOpaque(Object region, long address) {
        return (float) FLOAT.getOpaque(buffer(region), (int) address);
    }

    @Override
    public float getFloatAcquire(Object region, long address) {
        return (float) FLOAT.getAcquire(buffer(region), (int) address);
    }

    @Override
    public float getFloatVolatile(Object region, long address) {
        return (float) FLOAT.getVolatile(buffer(region), (int) address);
    }

    @Override
    public void putFloatOpaque(Object region, long address, float value) {
        FLOAT.setOpaque(buffer(region), (int) address, value);
    }

    @Override
    public void putFloatRelease(Object region, long address, float value) {
        FLOAT.setRelease(buffer(region), (int) address, value);
    }

    @Override
    public void putFloatVolatile(Object region, long address, float value) {
        FLOAT.setVolatile(buffer(region), (int) address, value);
    }

    @Override
    public double getDouble(Object region, long address) {
        return buffer(region).getDouble((int) address);
    }

    @Override
    public void putDouble(Object region, long address, double value) {
        buffer(region).putDouble((int) address, value);
    }

    @Override
    public double getDoubleOpaque(Object region, long address) {
        return (double) DOUBLE.getOpaque(buffer(region), (int) address);
    }

    @Override
    public double getDoubleAcquire(Object region, long address) {
        return (double) DOUBLE.getAcquire(buffer(region), (int) address);
    }

    @Override
    public double getDoubleVolatile(Object region, long address) {
        return (double) DOUBLE.getVolatile(buffer(region), (int) address);
    }

    @Override
    public void putDoubleOpaque(Object region, long address, double value) {
        DOUBLE.setOpaque(buffer(region), (int) address, value);
    }

    @Override
    public void putDoubleRelease(Object region, long address, double value) {
        DOUBLE.setRelease(buffer(region), (int) address, value);
    }

    @Override
    public void putDoubleVolatile(Object region, long address, double value) {
        DOUBLE.setVolatile(buffer(region), (int) address, value);
    }

    @Override
    public void copyTo(Object region, long address, byte[] target, int from, int length) {
        buffer(region).get((int) address, target, from, length);
    }

    @Override
    public void copyFrom(Object region, long address, byte[] source, int from, int length) {
        buffer(region).put((int) address, source, from, length);
    }

    /** Byte by byte as buffers are filled, but for large ranges in blocks: an interpreter takes a second for a few megabytes. */
    @Override
    public void fill(Object region, long address, long length, byte value) {
        long end = address + length;
        long at = address;
        if (length >= BLOCK_BYTES) {
            byte[] block = new byte[BLOCK_BYTES];
            Arrays.fill(block, value);
            for (; at <= end - BLOCK_BYTES; at += BLOCK_BYTES) {
                buffer(region).put((int) at, block);
            }
        }
        for (; at < end; at++) {
            buffer(region).put((int) at, value);
        }
    }
}
