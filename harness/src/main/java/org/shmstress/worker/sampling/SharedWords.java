package org.shmstress.worker.sampling;

import java.lang.invoke.VarHandle;
import org.shmstress.api.spi.SliceAccess;

/**
 * Aligned longs in the segment, by address, with the ordering in each method's name.
 *
 * <p>A path without ordered modes (JNA) gets them from fences around plain accesses: such an access is a native call, which the
 * JIT neither drops nor splits, and the fence orders it for the hardware.
 */
final class SharedWords {

    private final SliceAccess access;
    private final Object region;
    private final boolean ordered;

    SharedWords(SliceAccess access, Object region) {
        this.access = access;
        this.region = region;
        this.ordered = access.supports(SliceAccess.Mode.ORDERED);
    }

    long acquire(long address) {
        if (ordered) {
            return access.getLongAcquire(region, address);
        }
        long value = access.getLong(region, address);
        VarHandle.acquireFence();
        return value;
    }

    void release(long address, long value) {
        if (ordered) {
            access.putLongRelease(region, address, value);
        } else {
            VarHandle.releaseFence();
            access.putLong(region, address, value);
        }
    }

    long plain(long address) {
        return access.getLong(region, address);
    }

    void plain(long address, long value) {
        access.putLong(region, address, value);
    }
}
