package org.shmstress.api.spi;

import java.nio.Buffer;
import org.jspecify.annotations.Nullable;

/** Where slices come from, and how they are reached. One per process: installed before the first slice is made, then fixed. */
public abstract class SliceMemory {

    private static volatile boolean used;
    /** Empty until asked for: a subclass made in this class's initializer can deadlock with another thread. */
    private static @Nullable SliceMemory installed;

    /** How the memory is reached. Asked once per process. */
    public abstract SliceAccess access();

    /**
     * Zeroed memory for one slice.
     *
     * @param sizeBytes size
     * @param alignment a power of two
     * @param offset distance from an address of that alignment
     */
    public abstract Location allocate(int sizeBytes, int alignment, int offset);

    /**
     * Lays a direct buffer elsewhere, whatever memory it had.
     *
     * @param buffer the buffer, or a direct view of one
     * @param region memory in the access path's terms
     * @param address where in it the buffer's first byte is to lie
     */
    public void lay(Buffer buffer, Object region, long address) {
        throw new UnsupportedOperationException(getClass().getName() + " cannot move buffers");
    }

    /** A place in memory, in the access path's own terms. */
    public record Location(Object region, long address) {}

    /** Replaces the default, a direct buffer per slice. A worker does so before it loads any test. */
    public static synchronized void install(SliceMemory memory) {
        if (used) {
            throw new IllegalStateException(
                    "slices were made before " + memory.getClass().getName() + " was installed");
        }
        installed = memory;
    }

    /** The memory of this process; from now on it cannot be replaced. */
    public static synchronized SliceMemory installed() {
        used = true;
        if (installed == null) {
            installed = new DirectMemory();
        }
        return installed;
    }
}
