package org.shmstress.worker.operations;

import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.View;

/** A part of the segment, addressed by offsets into it. */
record Region(SliceAccess access, Object memory, long base) {

    /** The part of a mapping that begins at an offset in the segment. */
    static Region at(View view, long segmentOffset) {
        return new Region(view.access(), view.region(), view.at(segmentOffset));
    }

    /** The part of this region that begins at an offset in it. */
    Region from(long offset) {
        return new Region(access, memory, base + offset);
    }

    long plainLong(long offset) {
        return access.getLong(memory, base + offset);
    }

    void plainLong(long offset, long value) {
        access.putLong(memory, base + offset, value);
    }

    long opaqueLong(long offset) {
        return access.getLongOpaque(memory, base + offset);
    }
}
