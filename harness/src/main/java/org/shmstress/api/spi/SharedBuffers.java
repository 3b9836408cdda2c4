package org.shmstress.api.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * What lifted code calls instead of the factories of {@code java.nio}: a buffer that a state's construction makes lies in the slot,
 * any other is an ordinary one. Heap buffers become direct ones, which differ only in what the scanner refuses to be asked.
 */
public final class SharedBuffers {

    private SharedBuffers() {}

    /** {@link ByteBuffer#allocate}. */
    public static ByteBuffer allocate(int capacity) {
        return StatePlacement.isConstructing() ? StatePlacement.buffer(capacity) : ByteBuffer.allocate(capacity);
    }

    /** {@link ByteBuffer#allocateDirect}. */
    public static ByteBuffer allocateDirect(int capacity) {
        return StatePlacement.isConstructing() ? StatePlacement.buffer(capacity) : ByteBuffer.allocateDirect(capacity);
    }

    private static ByteBuffer bytes(int capacity, int size) {
        return StatePlacement.buffer(Math.multiplyExact(capacity, size)).order(ByteOrder.nativeOrder());
    }

    /** {@link CharBuffer#allocate}. */
    public static CharBuffer allocateChars(int capacity) {
        return StatePlacement.isConstructing()
                ? asCharBuffer(bytes(capacity, Character.BYTES))
                : CharBuffer.allocate(capacity);
    }

    /** {@link ByteBuffer#asCharBuffer}. */
    public static CharBuffer asCharBuffer(ByteBuffer buffer) {
        return StatePlacement.isConstructing()
                ? StatePlacement.view(buffer, buffer.asCharBuffer())
                : buffer.asCharBuffer();
    }

    /** {@link ShortBuffer#allocate}. */
    public static ShortBuffer allocateShorts(int capacity) {
        return StatePlacement.isConstructing()
                ? asShortBuffer(bytes(capacity, Short.BYTES))
                : ShortBuffer.allocate(capacity);
    }

    /** {@link ByteBuffer#asShortBuffer}. */
    public static ShortBuffer asShortBuffer(ByteBuffer buffer) {
        return StatePlacement.isConstructing()
                ? StatePlacement.view(buffer, buffer.asShortBuffer())
                : buffer.asShortBuffer();
    }

    /** {@link IntBuffer#allocate}. */
    public static IntBuffer allocateInts(int capacity) {
        return StatePlacement.isConstructing()
                ? asIntBuffer(bytes(capacity, Integer.BYTES))
                : IntBuffer.allocate(capacity);
    }

    /** {@link ByteBuffer#asIntBuffer}. */
    public static IntBuffer asIntBuffer(ByteBuffer buffer) {
        return StatePlacement.isConstructing()
                ? StatePlacement.view(buffer, buffer.asIntBuffer())
                : buffer.asIntBuffer();
    }

    /** {@link LongBuffer#allocate}. */
    public static LongBuffer allocateLongs(int capacity) {
        return StatePlacement.isConstructing()
                ? asLongBuffer(bytes(capacity, Long.BYTES))
                : LongBuffer.allocate(capacity);
    }

    /** {@link ByteBuffer#asLongBuffer}. */
    public static LongBuffer asLongBuffer(ByteBuffer buffer) {
        return StatePlacement.isConstructing()
                ? StatePlacement.view(buffer, buffer.asLongBuffer())
                : buffer.asLongBuffer();
    }

    /** {@link FloatBuffer#allocate}. */
    public static FloatBuffer allocateFloats(int capacity) {
        return StatePlacement.isConstructing()
                ? asFloatBuffer(bytes(capacity, Float.BYTES))
                : FloatBuffer.allocate(capacity);
    }

    /** {@link ByteBuffer#asFloatBuffer}. */
    public static FloatBuffer asFloatBuffer(ByteBuffer buffer) {
        return StatePlacement.isConstructing()
                ? StatePlacement.view(buffer, buffer.asFloatBuffer())
                : buffer.asFloatBuffer();
    }

    /** {@link DoubleBuffer#allocate}. */
    public static DoubleBuffer allocateDoubles(int capacity) {
        return StatePlacement.isConstructing()
                ? asDoubleBuffer(bytes(capacity, Double.BYTES))
                : DoubleBuffer.allocate(capacity);
    }

    /** {@link ByteBuffer#asDoubleBuffer}. */
    public static DoubleBuffer asDoubleBuffer(ByteBuffer buffer) {
        return StatePlacement.isConstructing()
                ? StatePlacement.view(buffer, buffer.asDoubleBuffer())
                : buffer.asDoubleBuffer();
    }
}
