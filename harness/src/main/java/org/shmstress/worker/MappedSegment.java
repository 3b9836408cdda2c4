package org.shmstress.worker;

import org.shmstress.api.spi.SliceAccess;

/** A segment that this worker has mapped through its access path. */
public interface MappedSegment extends AutoCloseable {

    /** How the bytes are reached. */
    SliceAccess access();

    /** First coordinate of every location in the segment, in the access path's terms. */
    Object region();

    /** Second coordinate of the segment's first byte; byte n of the segment is at {@code (region, base + n)}. */
    long base();

    /** Virtual address of the first byte. */
    long address();

    /** Inode of the mapped file as this process sees it. */
    long inode();

    /** Unmaps: afterwards no page of the segment is mapped here. */
    @Override
    void close();
}
