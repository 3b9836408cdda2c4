package org.shmstress.api.spi;

/**
 * Every width and access mode over one kind of memory; what a {@code Slice} and lifted fields compile down to.
 *
 * <p>A location is {@code (region, address)}: what the two mean is the access path's own affair (raw address with no region,
 * or offset into a buffer). A worker JVM loads one subclass for all its life and holds it in a {@code static final} field, so
 * that every call is a direct, inlined one. Modes are those of {@link java.lang.invoke.VarHandle}; a mode that the path lacks
 * throws {@link UnsupportedOperationException}, and scenarios that need it are not planned on this path.
 */
public abstract class SliceAccess extends ReadModifyWrites {

    /** Groups of access modes; a path has all of a group or none of it. */
    public enum Mode {
        /** Plain get and put at every width and alignment, bulk copy and fill. */
        PLAIN,
        /** Opaque, acquire and release, volatile: get and put of aligned short, char, int, long, float, double. */
        ORDERED,
        /** As {@link #ORDERED}, of byte. */
        ORDERED_BYTE,
        /** {@link ReadModifyWrites} of aligned int and long. */
        ATOMIC,
        /** {@link ReadModifyWrites} of byte and aligned short. */
        ATOMIC_SMALL
    }

    /** Whether this path has the group. */
    public abstract boolean supports(Mode mode);

    /** Virtual address of a location in this process, for native calls. May load JNA. */
    public long virtualAddress(Object region, long address) {
        throw unsupported("virtualAddress");
    }

    // byte

    public abstract byte getByte(Object region, long address);

    public byte getByteOpaque(Object region, long address) {
        throw unsupported("getByteOpaque");
    }

    public byte getByteAcquire(Object region, long address) {
        throw unsupported("getByteAcquire");
    }

    public byte getByteVolatile(Object region, long address) {
        throw unsupported("getByteVolatile");
    }

    public abstract void putByte(Object region, long address, byte value);

    public void putByteOpaque(Object region, long address, byte value) {
        throw unsupported("putByteOpaque");
    }

    public void putByteRelease(Object region, long address, byte value) {
        throw unsupported("putByteRelease");
    }

    public void putByteVolatile(Object region, long address, byte value) {
        throw unsupported("putByteVolatile");
    }

    // short

    public abstract short getShort(Object region, long address);

    public short getShortOpaque(Object region, long address) {
        throw unsupported("getShortOpaque");
    }

    public short getShortAcquire(Object region, long address) {
        throw unsupported("getShortAcquire");
    }

    public short getShortVolatile(Object region, long address) {
        throw unsupported("getShortVolatile");
    }

    public abstract void putShort(Object region, long address, short value);

    public void putShortOpaque(Object region, long address, short value) {
        throw unsupported("putShortOpaque");
    }

    public void putShortRelease(Object region, long address, short value) {
        throw unsupported("putShortRelease");
    }

    public void putShortVolatile(Object region, long address, short value) {
        throw unsupported("putShortVolatile");
    }

    // char

    public abstract char getChar(Object region, long address);

    public char getCharOpaque(Object region, long address) {
        throw unsupported("getCharOpaque");
    }

    public char getCharAcquire(Object region, long address) {
        throw unsupported("getCharAcquire");
    }

    public char getCharVolatile(Object region, long address) {
        throw unsupported("getCharVolatile");
    }

    public abstract void putChar(Object region, long address, char value);

    public void putCharOpaque(Object region, long address, char value) {
        throw unsupported("putCharOpaque");
    }

    public void putCharRelease(Object region, long address, char value) {
        throw unsupported("putCharRelease");
    }

    public void putCharVolatile(Object region, long address, char value) {
        throw unsupported("putCharVolatile");
    }

    // int

    public abstract int getInt(Object region, long address);

    public int getIntOpaque(Object region, long address) {
        throw unsupported("getIntOpaque");
    }

    public int getIntAcquire(Object region, long address) {
        throw unsupported("getIntAcquire");
    }

    public int getIntVolatile(Object region, long address) {
        throw unsupported("getIntVolatile");
    }

    public abstract void putInt(Object region, long address, int value);

    public void putIntOpaque(Object region, long address, int value) {
        throw unsupported("putIntOpaque");
    }

    public void putIntRelease(Object region, long address, int value) {
        throw unsupported("putIntRelease");
    }

    public void putIntVolatile(Object region, long address, int value) {
        throw unsupported("putIntVolatile");
    }

    // long

    public abstract long getLong(Object region, long address);

    public long getLongOpaque(Object region, long address) {
        throw unsupported("getLongOpaque");
    }

    public long getLongAcquire(Object region, long address) {
        throw unsupported("getLongAcquire");
    }

    public long getLongVolatile(Object region, long address) {
        throw unsupported("getLongVolatile");
    }

    public abstract void putLong(Object region, long address, long value);

    public void putLongOpaque(Object region, long address, long value) {
        throw unsupported("putLongOpaque");
    }

    public void putLongRelease(Object region, long address, long value) {
        throw unsupported("putLongRelease");
    }

    public void putLongVolatile(Object region, long address, long value) {
        throw unsupported("putLongVolatile");
    }

    // float

    public abstract float getFloat(Object region, long address);

    public float getFloatOpaque(Object region, long address) {
        throw unsupported("getFloatOpaque");
    }

    public float getFloatAcquire(Object region, long address) {
        throw unsupported("getFloatAcquire");
    }

    public float getFloatVolatile(Object region, long address) {
        throw unsupported("getFloatVolatile");
    }

    public abstract void putFloat(Object region, long address, float value);

    public void putFloatOpaque(Object region, long address, float value) {
        throw unsupported("putFloatOpaque");
    }

    public void putFloatRelease(Object region, long address, float value) {
        throw unsupported("putFloatRelease");
    }

    public void putFloatVolatile(Object region, long address, float value) {
        throw unsupported("putFloatVolatile");
    }

    // double

    public abstract double getDouble(Object region, long address);

    public double getDoubleOpaque(Object region, long address) {
        throw unsupported("getDoubleOpaque");
    }

    public double getDoubleAcquire(Object region, long address) {
        throw unsupported("getDoubleAcquire");
    }

    public double getDoubleVolatile(Object region, long address) {
        throw unsupported("getDoubleVolatile");
    }

    public abstract void putDouble(Object region, long address, double value);

    public void putDoubleOpaque(Object region, long address, double value) {
        throw unsupported("putDoubleOpaque");
    }

    public void putDoubleRelease(Object region, long address, double value) {
        throw unsupported("putDoubleRelease");
    }

    public void putDoubleVolatile(Object region, long address, double value) {
        throw unsupported("putDoubleVolatile");
    }

    // bulk

    /** Copies from the location into the array, in whatever units the path's bulk copy uses. */
    public abstract void copyTo(Object region, long address, byte[] target, int from, int length);

    /** Copies from the array to the location, in whatever units the path's bulk copy uses. */
    public abstract void copyFrom(Object region, long address, byte[] source, int from, int length);

    /** Sets {@code length} bytes. */
    public abstract void fill(Object region, long address, long length, byte value);
}
