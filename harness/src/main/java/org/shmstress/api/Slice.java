package org.shmstress.api;

import java.util.Objects;
import org.shmstress.api.spi.ReadModifyWrites.Order;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.SliceMemory;

/**
 * A few bytes of the memory under test. In a worker of shmstress they lie in the shared segment, reached through the
 * worker's access path; anywhere else (stock jcstress, an IDE) they are a direct buffer of this process.
 *
 * <p>A test holds slices in final state fields, made in the constructor:
 *
 * <pre>{@code
 * final Slice s = Slice.of(8, 64, 60); // eight bytes, the last four on the next cache line
 * }</pre>
 *
 * <p>Method names carry the memory ordering of {@link java.lang.invoke.VarHandle}'s access modes: no suffix is plain. Offsets
 * are in bytes; values are in native byte order. Plain access may be misaligned; any other must be aligned to its width.
 */
public final class Slice {

    /** Constant for the JIT, so that each access below compiles to the access path's own instructions. */
    private static final SliceMemory MEMORY = SliceMemory.installed();

    private static final SliceAccess ACCESS = MEMORY.access();

    private final Object region;
    private final int sizeBytes;
    private long address;

    private Slice(Object region, long address, int sizeBytes) {
        this.region = region;
        this.address = address;
        this.sizeBytes = sizeBytes;
    }

    /** A zeroed slice of the given size, aligned to 8 bytes. */
    public static Slice of(int sizeBytes) {
        return of(sizeBytes, 8, 0);
    }

    /**
     * A zeroed slice.
     *
     * @param sizeBytes size, at least 1
     * @param alignment a power of two up to 4,096
     * @param offset where the slice begins, in bytes after an address of that alignment
     */
    public static Slice of(int sizeBytes, int alignment, int offset) {
        if (sizeBytes < 1
                || Integer.bitCount(alignment) != 1
                || alignment > 4096
                || offset < 0
                || offset >= alignment) {
            throw new IllegalArgumentException("Slice.of(" + sizeBytes + ", " + alignment + ", " + offset
                    + "): size from 1, alignment a power of two up" + " to 4096, offset below the alignment");
        }
        SliceMemory.Location location = MEMORY.allocate(sizeBytes, alignment, offset);
        return new Slice(location.region(), location.address(), sizeBytes);
    }

    /** For access paths and the engine: a slice over memory that is there already. */
    public static Slice at(Object region, long address, int sizeBytes) {
        return new Slice(region, address, sizeBytes);
    }

    /** For the engine: moves this slice, contents unread, to the same place in another slot. */
    public void relocate(long newAddress) {
        this.address = newAddress;
    }

    /** For the engine: where the slice begins, in the access path's terms. */
    public long address() {
        return address;
    }

    /** For the engine: the memory in which the slice lies, in the access path's terms. */
    public Object region() {
        return region;
    }

    /**
     * Virtual address of the first byte in this process, to be passed to a native function. Differs between processes. Loads
     * JNA on some access paths.
     */
    public long virtualAddress() {
        return ACCESS.virtualAddress(region, address);
    }

    /** Size in bytes. */
    public int size() {
        return sizeBytes;
    }

    /** A part of this slice, sharing its bytes. */
    public Slice slice(int offset, int length) {
        return new Slice(region, at(offset, length), length);
    }

    private long at(int offset, int width) {
        return address + Objects.checkFromIndexSize(offset, width, sizeBytes);
    }

    /** For modes other than plain: Unsafe would let a misaligned access of these tear silently, or lock the whole machine's bus. */
    private long alignedAt(int offset, int width) {
        long at = at(offset, width);
        if ((at & (width - 1)) != 0) {
            throw new IllegalStateException("misaligned access at offset " + offset
                    + ": only plain access may be misaligned, this one needs a multiple of " + width);
        }
        return at;
    }

    public byte getByte(int offset) {
        return ACCESS.getByte(region, at(offset, 1));
    }

    public byte getByteOpaque(int offset) {
        return ACCESS.getByteOpaque(region, at(offset, 1));
    }

    public byte getByteAcquire(int offset) {
        return ACCESS.getByteAcquire(region, at(offset, 1));
    }

    public byte getByteVolatile(int offset) {
        return ACCESS.getByteVolatile(region, at(offset, 1));
    }

    public void putByte(int offset, byte value) {
        ACCESS.putByte(region, at(offset, 1), value);
    }

    public void putByteOpaque(int offset, byte value) {
        ACCESS.putByteOpaque(region, at(offset, 1), value);
    }

    public void putByteRelease(int offset, byte value) {
        ACCESS.putByteRelease(region, at(offset, 1), value);
    }

    public void putByteVolatile(int offset, byte value) {
        ACCESS.putByteVolatile(region, at(offset, 1), value);
    }

    public short getShort(int offset) {
        return ACCESS.getShort(region, at(offset, 2));
    }

    public short getShortOpaque(int offset) {
        return ACCESS.getShortOpaque(region, alignedAt(offset, 2));
    }

    public short getShortAcquire(int offset) {
        return ACCESS.getShortAcquire(region, alignedAt(offset, 2));
    }

    public short getShortVolatile(int offset) {
        return ACCESS.getShortVolatile(region, alignedAt(offset, 2));
    }

    public void putShort(int offset, short value) {
        ACCESS.putShort(region, at(offset, 2), value);
    }

    public void putShortOpaque(int offset, short value) {
        ACCESS.putShortOpaque(region, alignedAt(offset, 2), value);
    }

    public void putShortRelease(int offset, short value) {
        ACCESS.putShortRelease(region, alignedAt(offset, 2), value);
    }

    public void putShortVolatile(int offset, short value) {
        ACCESS.putShortVolatile(region, alignedAt(offset, 2), value);
    }

    public char getChar(int offset) {
        return ACCESS.getChar(region, at(offset, 2));
    }

    public char getCharOpaque(int offset) {
        return ACCESS.getCharOpaque(region, alignedAt(offset, 2));
    }

    public char getCharAcquire(int offset) {
        return ACCESS.getCharAcquire(region, alignedAt(offset, 2));
    }

    public char getCharVolatile(int offset) {
        return ACCESS.getCharVolatile(region, alignedAt(offset, 2));
    }

    public void putChar(int offset, char value) {
        ACCESS.putChar(region, at(offset, 2), value);
    }

    public void putCharOpaque(int offset, char value) {
        ACCESS.putCharOpaque(region, alignedAt(offset, 2), value);
    }

    public void putCharRelease(int offset, char value) {
        ACCESS.putCharRelease(region, alignedAt(offset, 2), value);
    }

    public void putCharVolatile(int offset, char value) {
        ACCESS.putCharVolatile(region, alignedAt(offset, 2), value);
    }

    public int getInt(int offset) {
        return ACCESS.getInt(region, at(offset, 4));
    }

    public int getIntOpaque(int offset) {
        return ACCESS.getIntOpaque(region, alignedAt(offset, 4));
    }

    public int getIntAcquire(int offset) {
        return ACCESS.getIntAcquire(region, alignedAt(offset, 4));
    }

    public int getIntVolatile(int offset) {
        return ACCESS.getIntVolatile(region, alignedAt(offset, 4));
    }

    public void putInt(int offset, int value) {
        ACCESS.putInt(region, at(offset, 4), value);
    }

    public void putIntOpaque(int offset, int value) {
        ACCESS.putIntOpaque(region, alignedAt(offset, 4), value);
    }

    public void putIntRelease(int offset, int value) {
        ACCESS.putIntRelease(region, alignedAt(offset, 4), value);
    }

    public void putIntVolatile(int offset, int value) {
        ACCESS.putIntVolatile(region, alignedAt(offset, 4), value);
    }

    public long getLong(int offset) {
        return ACCESS.getLong(region, at(offset, 8));
    }

    public long getLongOpaque(int offset) {
        return ACCESS.getLongOpaque(region, alignedAt(offset, 8));
    }

    public long getLongAcquire(int offset) {
        return ACCESS.getLongAcquire(region, alignedAt(offset, 8));
    }

    public long getLongVolatile(int offset) {
        return ACCESS.getLongVolatile(region, alignedAt(offset, 8));
    }

    public void putLong(int offset, long value) {
        ACCESS.putLong(region, at(offset, 8), value);
    }

    public void putLongOpaque(int offset, long value) {
        ACCESS.putLongOpaque(region, alignedAt(offset, 8), value);
    }

    public void putLongRelease(int offset, long value) {
        ACCESS.putLongRelease(region, alignedAt(offset, 8), value);
    }

    public void putLongVolatile(int offset, long value) {
        ACCESS.putLongVolatile(region, alignedAt(offset, 8), value);
    }

    public float getFloat(int offset) {
        return ACCESS.getFloat(region, at(offset, 4));
    }

    public float getFloatOpaque(int offset) {
        return ACCESS.getFloatOpaque(region, alignedAt(offset, 4));
    }

    public float getFloatAcquire(int offset) {
        return ACCESS.getFloatAcquire(region, alignedAt(offset, 4));
    }

    public float getFloatVolatile(int offset) {
        return ACCESS.getFloatVolatile(region, alignedAt(offset, 4));
    }

    public void putFloat(int offset, float value) {
        ACCESS.putFloat(region, at(offset, 4), value);
    }

    public void putFloatOpaque(int offset, float value) {
        ACCESS.putFloatOpaque(region, alignedAt(offset, 4), value);
    }

    public void putFloatRelease(int offset, float value) {
        ACCESS.putFloatRelease(region, alignedAt(offset, 4), value);
    }

    public void putFloatVolatile(int offset, float value) {
        ACCESS.putFloatVolatile(region, alignedAt(offset, 4), value);
    }

    public double getDouble(int offset) {
        return ACCESS.getDouble(region, at(offset, 8));
    }

    public double getDoubleOpaque(int offset) {
        return ACCESS.getDoubleOpaque(region, alignedAt(offset, 8));
    }

    public double getDoubleAcquire(int offset) {
        return ACCESS.getDoubleAcquire(region, alignedAt(offset, 8));
    }

    public double getDoubleVolatile(int offset) {
        return ACCESS.getDoubleVolatile(region, alignedAt(offset, 8));
    }

    public void putDouble(int offset, double value) {
        ACCESS.putDouble(region, at(offset, 8), value);
    }

    public void putDoubleOpaque(int offset, double value) {
        ACCESS.putDoubleOpaque(region, alignedAt(offset, 8), value);
    }

    public void putDoubleRelease(int offset, double value) {
        ACCESS.putDoubleRelease(region, alignedAt(offset, 8), value);
    }

    public void putDoubleVolatile(int offset, double value) {
        ACCESS.putDoubleVolatile(region, alignedAt(offset, 8), value);
    }

    public boolean compareAndSetInt(int offset, int expected, int value) {
        return ACCESS.compareAndSetInt(region, alignedAt(offset, 4), expected, value);
    }

    public boolean weakCompareAndSetIntPlain(int offset, int expected, int value) {
        return ACCESS.weakCompareAndSetIntPlain(region, alignedAt(offset, 4), expected, value);
    }

    public int compareAndExchangeInt(int offset, int expected, int value) {
        return ACCESS.compareAndExchangeInt(region, alignedAt(offset, 4), expected, value);
    }

    public int compareAndExchangeIntAcquire(int offset, int expected, int value) {
        return ACCESS.compareAndExchangeInt(region, alignedAt(offset, 4), expected, value, Order.ACQUIRE);
    }

    public int compareAndExchangeIntRelease(int offset, int expected, int value) {
        return ACCESS.compareAndExchangeInt(region, alignedAt(offset, 4), expected, value, Order.RELEASE);
    }

    public int getAndSetInt(int offset, int value) {
        return ACCESS.getAndSetInt(region, alignedAt(offset, 4), value);
    }

    public int getAndAddInt(int offset, int delta) {
        return ACCESS.getAndAddInt(region, alignedAt(offset, 4), delta);
    }

    public int getAndBitwiseOrInt(int offset, int mask) {
        return ACCESS.getAndBitwiseOrInt(region, alignedAt(offset, 4), mask);
    }

    public int getAndBitwiseAndInt(int offset, int mask) {
        return ACCESS.getAndBitwiseAndInt(region, alignedAt(offset, 4), mask);
    }

    public int getAndBitwiseXorInt(int offset, int mask) {
        return ACCESS.getAndBitwiseXorInt(region, alignedAt(offset, 4), mask);
    }

    public boolean compareAndSetLong(int offset, long expected, long value) {
        return ACCESS.compareAndSetLong(region, alignedAt(offset, 8), expected, value);
    }

    public boolean weakCompareAndSetLongPlain(int offset, long expected, long value) {
        return ACCESS.weakCompareAndSetLongPlain(region, alignedAt(offset, 8), expected, value);
    }

    public long compareAndExchangeLong(int offset, long expected, long value) {
        return ACCESS.compareAndExchangeLong(region, alignedAt(offset, 8), expected, value);
    }

    public long compareAndExchangeLongAcquire(int offset, long expected, long value) {
        return ACCESS.compareAndExchangeLong(region, alignedAt(offset, 8), expected, value, Order.ACQUIRE);
    }

    public long compareAndExchangeLongRelease(int offset, long expected, long value) {
        return ACCESS.compareAndExchangeLong(region, alignedAt(offset, 8), expected, value, Order.RELEASE);
    }

    public long getAndSetLong(int offset, long value) {
        return ACCESS.getAndSetLong(region, alignedAt(offset, 8), value);
    }

    public long getAndAddLong(int offset, long delta) {
        return ACCESS.getAndAddLong(region, alignedAt(offset, 8), delta);
    }

    public long getAndBitwiseOrLong(int offset, long mask) {
        return ACCESS.getAndBitwiseOrLong(region, alignedAt(offset, 8), mask);
    }

    public long getAndBitwiseAndLong(int offset, long mask) {
        return ACCESS.getAndBitwiseAndLong(region, alignedAt(offset, 8), mask);
    }

    public long getAndBitwiseXorLong(int offset, long mask) {
        return ACCESS.getAndBitwiseXorLong(region, alignedAt(offset, 8), mask);
    }

    /** Copies {@code length} bytes out, in whatever units the access path's bulk copy uses. */
    public void copyTo(int offset, byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        ACCESS.copyTo(region, at(offset, length), target, from, length);
    }

    /** Copies {@code length} bytes in, in whatever units the access path's bulk copy uses. */
    public void copyFrom(int offset, byte[] source, int from, int length) {
        Objects.checkFromIndexSize(from, length, source.length);
        ACCESS.copyFrom(region, at(offset, length), source, from, length);
    }

    /** Sets {@code length} bytes to one value. */
    public void fill(int offset, int length, byte value) {
        ACCESS.fill(region, at(offset, length), length, value);
    }
}
