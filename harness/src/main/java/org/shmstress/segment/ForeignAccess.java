package org.shmstress.segment;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.shmstress.api.spi.SliceAccess;

/**
 * Access by {@code java.lang.foreign}, JDK 22 and later: the region is a {@code MemorySegment}, the address an offset into it.
 * Every mode at every width; read-modify-writes of int and long.
 *
 * <p>This class is compiled for Java 17, which lacks the API: its VarHandles are looked up by {@link ForeignMemory} and take the
 * segment as an {@code Object}. They are {@code static final} and called with exactly their types, so that C2 sees through them:
 * seen with {@code -XX:+PrintInlining} on JDK 25, plain, opaque, volatile and compare-and-set inline down to the intrinsic, and no
 * call is left in a loop over them.
 *
 * <p>Plain access goes by the unaligned layouts, as a {@code ByteBuffer}'s own methods do: an interpreter copies what is
 * misaligned piece by piece. Other modes throw {@link IllegalArgumentException} where the address is misaligned.
 */
final class ForeignAccess extends ForeignReadModifyWrites {

    static final SliceAccess INSTANCE = new ForeignAccess();

    private static final VarHandle BYTE = ForeignMemory.handle("JAVA_BYTE");
    private static final VarHandle SHORT = ForeignMemory.handle("JAVA_SHORT");
    private static final VarHandle CHAR = ForeignMemory.handle("JAVA_CHAR");
    private static final VarHandle FLOAT = ForeignMemory.handle("JAVA_FLOAT");
    private static final VarHandle DOUBLE = ForeignMemory.handle("JAVA_DOUBLE");
    private static final VarHandle UNALIGNED_SHORT = ForeignMemory.handle("JAVA_SHORT_UNALIGNED");
    private static final VarHandle UNALIGNED_CHAR = ForeignMemory.handle("JAVA_CHAR_UNALIGNED");
    private static final VarHandle UNALIGNED_INT = ForeignMemory.handle("JAVA_INT_UNALIGNED");
    private static final VarHandle UNALIGNED_LONG = ForeignMemory.handle("JAVA_LONG_UNALIGNED");
    private static final VarHandle UNALIGNED_FLOAT = ForeignMemory.handle("JAVA_FLOAT_UNALIGNED");
    private static final VarHandle UNALIGNED_DOUBLE = ForeignMemory.handle("JAVA_DOUBLE_UNALIGNED");

    private static final MethodHandle ADDRESS = ForeignMemory.address();
    private static final MethodHandle COPY_TO = ForeignMemory.copyToArray();
    private static final MethodHandle COPY_FROM = ForeignMemory.copyFromArray();
    private static final MethodHandle FILL = ForeignMemory.fill();

    private ForeignAccess() {}

    @Override
    public boolean supports(Mode mode) {
        return mode != Mode.ATOMIC_SMALL;
    }

    @Override
    public long virtualAddress(Object region, long address) {
        try {
            return (long) ADDRESS.invokeExact(region) + address;
        } catch (Throwable t) {
            throw ForeignMemory.rethrown(t);
        }
    }

    @Override
    public byte getByte(Object region, long address) {
        return (byte) BYTE.get(region, address);
    }

    @Override
    public byte getByteOpaque(Object region, long address) {
        return (byte) BYTE.getOpaque(region, address);
    }

    @Override
    public byte getByteAcquire(Object region, long address) {
        return (byte) BYTE.getAcquire(region, address);
    }

    @Override
    public byte getByteVolatile(Object region, long address) {
        return (byte) BYTE.getVolatile(region, address);
    }

    @Override
    public void putByte(Object region, long address, byte value) {
        BYTE.set(region, address, value);
    }

    @Override
    public void putByteOpaque(Object region, long address, byte value) {
        BYTE.setOpaque(region, address, value);
    }

    @Override
    public void putByteRelease(Object region, long address, byte value) {
        BYTE.setRelease(region, address, value);
    }

    @Override
    public void putByteVolatile(Object region, long address, byte value) {
        BYTE.setVolatile(region, address, value);
    }

    @Override
    public short getShort(Object region, long address) {
        return (short) UNALIGNED_SHORT.get(region, address);
    }

    @Override
    public short getShortOpaque(Object region, long address) {
        return (short) SHORT.getOpaque(region, address);
    }

    @Override
    public short getShortAcquire(Object region, long address) {
        return (short) SHORT.getAcquire(region, address);
    }

    @Override
    public short getShortVolatile(Object region, long address) {
        return (short) SHORT.getVolatile(region, address);
    }

    @Override
    public void putShort(Object region, long address, short value) {
        UNALIGNED_SHORT.set(region, address, value);
    }

    @Override
    public void putShortOpaque(Object region, long address, short value) {
        SHORT.setOpaque(region, address, value);
    }

    @Override
    public void putShortRelease(Object region, long address, short value) {
        SHORT.setRelease(region, address, value);
    }

    @Override
    public void putShortVolatile(Object region, long address, short value) {
        SHORT.setVolatile(region, address, value);
    }

    @Override
    public char getChar(Object region, long address) {
        return (char) UNALIGNED_CHAR.get(region, address);
    }

    @Override
    public char getCharOpaque(Object region, long address) {
        return (char) CHAR.getOpaque(region, address);
    }

    @Override
    public char getCharAcquire(Object region, long address) {
        return (char) CHAR.getAcquire(region, address);
    }

    @Override
    public char getCharVolatile(Object region, long address) {
        return (char) CHAR.getVolatile(region, address);
    }

    @Override
    public void putChar(Object region, long address, char value) {
        UNALIGNED_CHAR.set(region, address, value);
    }

    @Override
    public void putCharOpaque(Object region, long address, char value) {
        CHAR.setOpaque(region, address, value);
    }

    @Override
    public void putCharRelease(Object region, long address, char value) {
        CHAR.setRelease(region, address, value);
    }

    @Override
    public void putCharVolatile(Object region, long address, char value) {
        CHAR.setVolatile(region, address, value);
    }

    @Override
    public int getInt(Object region, long address) {
        return (int) UNALIGNED_INT.get(region, address);
    }

    @Override
    public int getIntOpaque(Object region, long address) {
        return (int) INT.getOpaque(region, address);
    }

    @Override
    public int getIntAcquire(Object region, long address) {
        return (int) INT.getAcquire(region, address);
    }

    @Override
    public int getIntVolatile(Object region, long address) {
        return (int) INT.getVolatile(region, address);
    }

    @Override
    public void putInt(Object region, long address, int value) {
        UNALIGNED_INT.set(region, address, value);
    }

    @Override
    public void putIntOpaque(Object region, long address, int value) {
        INT.setOpaque(region, address, value);
    }

    @Override
    public void putIntRelease(Object region, long address, int value) {
        INT.setRelease(region, address, value);
    }

    @Override
    public void putIntVolatile(Object region, long address, int value) {
        INT.setVolatile(region, address, value);
    }

    @Override
    public long getLong(Object region, long address) {
        return (long) UNALIGNED_LONG.get(region, address);
    }

    @Override
    public long getLongOpaque(Object region, long address) {
        return (long) LONG.getOpaque(region, address);
    }

    @Override
    public long getLongAcquire(Object region, long address) {
        return (long) LONG.getAcquire(region, address);
    }

    @Override
    public long getLongVolatile(Object region, long address) {
        return (long) LONG.getVolatile(region, address);
    }

    @Override
    public void putLong(Object region, long address, long value) {
        UNALIGNED_LONG.set(region, address, value);
    }

    @Override
    public void putLongOpaque(Object region, long address, long value) {
        LONG.setOpaque(region, address, value);
    }

    @Override
    public void putLongRelease(Object region, long address, long value) {
        LONG.setRelease(region, address, value);
    }

    @Override
    public void putLongVolatile(Object region, long address, long value) {
        LONG.setVolatile(region, address, value);
    }

    @Override
    public float getFloat(Object region, long address) {
        return (float) UNALIGNED_FLOAT.get(region, address);
    }

    @Override
    public float getFloatOpaque(Object region, long address) {
        return (float) FLOAT.getOpaque(region, address);
    }

    @Override
    public float getFloatAcquire(Object region, long address) {
        return (float) FLOAT.getAcquire(region, address);
    }

    @Override
    public float getFloatVolatile(Object region, long address) {
        return (float) FLOAT.getVolatile(region, address);
    }

    @Override
    public void putFloat(Object region, long address, float value) {
        UNALIGNED_FLOAT.set(region, address, value);
    }

    @Override
    public void putFloatOpaque(Object region, long address, float value) {
        FLOAT.setOpaque(region, address, value);
    }

    @Override
    public void putFloatRelease(Object region, long address, float value) {
        FLOAT.setRelease(region, address, value);
    }

    @Override
    public void putFloatVolatile(Object region, long address, float value) {
        FLOAT.setVolatile(region, address, value);
    }

    @Override
    public double getDouble(Object region, long address) {
        return (double) UNALIGNED_DOUBLE.get(region, address);
    }

    @Override
    public double getDoubleOpaque(Object region, long address) {
        return (double) DOUBLE.getOpaque(region, address);
    }

    @Override
    public double getDoubleAcquire(Object region, long address) {
        return (double) DOUBLE.getAcquire(region, address);
    }

    @Override
    public double getDoubleVolatile(Object region, long address) {
        return (double) DOUBLE.getVolatile(region, address);
    }

    @Override
    public void putDouble(Object region, long address, double value) {
        UNALIGNED_DOUBLE.set(region, address, value);
    }

    @Override
    public void putDoubleOpaque(Object region, long address, double value) {
        DOUBLE.setOpaque(region, address, value);
    }

    @Override
    public void putDoubleRelease(Object region, long address, double value) {
        DOUBLE.setRelease(region, address, value);
    }

    @Override
    public void putDoubleVolatile(Object region, long address, double value) {
        DOUBLE.setVolatile(region, address, value);
    }

    @Override
    public void copyTo(Object region, long address, byte[] target, int from, int length) {
        try {
            COPY_TO.invokeExact(region, address, target, from, length);
        } catch (Throwable t) {
            throw ForeignMemory.rethrown(t);
        }
    }

    @Override
    public void copyFrom(Object region, long address, byte[] source, int from, int length) {
        try {
            COPY_FROM.invokeExact(region, address, source, from, length);
        } catch (Throwable t) {
            throw ForeignMemory.rethrown(t);
        }
    }

    @Override
    public void fill(Object region, long address, long length, byte value) {
        try {
            FILL.invokeExact(region, address, length, value);
        } catch (Throwable t) {
            throw ForeignMemory.rethrown(t);
        }
    }
}
