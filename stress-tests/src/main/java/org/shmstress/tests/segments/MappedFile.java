package org.shmstress.tests.segments;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Memory;

/**
 * A part of a file, mapped shared, readable and writable. Nothing may touch it after {@link #close}. One that is forgotten is unmapped
 * when the garbage collector finds it, which may be never.
 */
public final class MappedFile implements AutoCloseable {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final Cleaner FORGOTTEN = Cleaner.create();

    private final ByteBuffer bytes;
    private final Cleaner.Cleanable mapping;
    private final long length;
    private final long inode;

    private MappedFile(long address, long length, long inode) {
        this.bytes = Memory.buffer(address, length);
        this.mapping = FORGOTTEN.register(this, () -> Memory.unmap(address, length));
        this.length = length;
        this.inode = inode;
    }

    /** Maps a file from its start and closes its descriptor. */
    public static MappedFile map(int fd, long length) {
        return map(fd, 0, length);
    }

    /**
     * Maps a file and closes its descriptor.
     *
     * @param offset a multiple of the page size
     */
    public static MappedFile map(int fd, long offset, long length) {
        long address = Memory.map(fd, offset, length, Memory.PROTECTION_READ_WRITE, Memory.SHARED);
        long inode = Descriptors.status(fd).inode();
        Descriptors.close(fd);
        return new MappedFile(address, length, inode);
    }

    /** Bytes mapped. */
    public long length() {
        return length;
    }

    /** Inode of the file, whatever its name is now. */
    public long inode() {
        return inode;
    }

    /** Plain, may be misaligned. */
    public long plainLong(int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** Opaque. */
    public long opaqueLong(int offset) {
        return (long) LONGS.getOpaque(bytes, offset);
    }

    /** Opaque. */
    public void opaqueLong(int offset, long value) {
        LONGS.setOpaque(bytes, offset, value);
    }

    /** Acquire. */
    public long acquireLong(int offset) {
        return (long) LONGS.getAcquire(bytes, offset);
    }

    /** Release. */
    public void releaseLong(int offset, long value) {
        LONGS.setRelease(bytes, offset, value);
    }

    /** Volatile. */
    public long volatileLong(int offset) {
        return (long) LONGS.getVolatile(bytes, offset);
    }

    /** Volatile. */
    public void volatileLong(int offset, long value) {
        LONGS.setVolatile(bytes, offset, value);
    }

    /** Adds atomically, volatile, and returns what was there before. */
    public long fetchAndAdd(int offset, long delta) {
        return (long) LONGS.getAndAdd(bytes, offset, delta);
    }

    /** Unmaps. */
    @Override
    public void close() {
        mapping.clean();
    }
}
