package org.shmstress.worker.operations;

import org.shmstress.api.spi.SliceAccess;

/** A part of the segment, addressed by offsets into it. */
record Region(SliceAccess access, Object memory, long base) {

    long plainLong(long offset) {
        return access.getLong(memory, base + offset);
    }

    void plainLong(long offset, long value) {
        access.putLong(memory, base + offset, value);
    }

    long opaqueLong(long offset) {
        return access.getLongOpaque(memory, base + offset);
    }

    int plainInt(long offset) {
        return access.getInt(memory, base + offset);
    }

    void plainInt(long offset, int value) {
        access.putInt(memory, base + offset, value);
    }

    int opaqueInt(long offset) {
        return access.getIntOpaque(memory, base + offset);
    }

    void opaqueInt(long offset, int value) {
        access.putIntOpaque(memory, base + offset, value);
    }

    int acquireInt(long offset) {
        return access.getIntAcquire(memory, base + offset);
    }

    void releaseInt(long offset, int value) {
        access.putIntRelease(memory, base + offset, value);
    }
}
