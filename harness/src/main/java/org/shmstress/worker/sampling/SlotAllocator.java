package org.shmstress.worker.sampling;

import java.util.List;

/** The worker's slice memory as the engine drives it while a test's constructor runs. */
public interface SlotAllocator {

    /**
     * The next slice is taken from the given memory, at the lowest address that suits it, and each further one after it.
     *
     * @param region memory in the access path's terms
     * @param address first free address, on a page
     * @param limit first address that is not free
     */
    void startAt(Object region, long address, long limit);

    /** What was allocated since {@link #startAt}, in order. */
    List<Allocation> allocations();

    /** One slice that a constructor asked for. */
    record Allocation(long address, int sizeBytes, int alignment, int offset) {}
}
