package org.shmstress.raw;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import jdk.internal.misc.Unsafe;
import org.shmstress.api.spi.MappedBuffers;

/**
 * Address and release of mapped buffers by {@code jdk.internal.misc.Unsafe}. Its {@code invokeCleaner} runs the very cleaner
 * that the collector would run some day, on 17 as on 25, without warnings; the same method of {@code sun.misc.Unsafe} is on
 * its way out, and the cleaner itself is not reachable without opening {@code java.nio}.
 */
public final class RawBuffers implements MappedBuffers {

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long ADDRESS = UNSAFE.objectFieldOffset(Buffer.class, "address");

    @Override
    public long address(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("a heap buffer has no address");
        }
        return UNSAFE.getLong(buffer, ADDRESS);
    }

    /** The address is a field like any other to the JVM, and is read at each access: views and slices copy it when they are made. */
    @Override
    public void lay(Buffer buffer, long address) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("a heap buffer has no address");
        }
        UNSAFE.putLong(buffer, ADDRESS, address);
    }

    @Override
    public void unmap(ByteBuffer buffer) {
        UNSAFE.invokeCleaner(buffer);
    }
}
