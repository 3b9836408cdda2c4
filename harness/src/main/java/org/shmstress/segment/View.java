package org.shmstress.segment;

import org.shmstress.api.spi.SliceAccess;

/**
 * The bytes of a mapping through one access path.
 *
 * @param access how to reach them
 * @param region the mapping in the access path's terms
 * @param base address of the mapping's first byte in the access path's terms
 */
public record View(SliceAccess access, Object region, long base) {

    /** Address, in the access path's terms, of a byte of the segment. */
    public long at(long segmentOffset) {
        return base + segmentOffset;
    }
}
