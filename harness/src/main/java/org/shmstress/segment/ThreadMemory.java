package org.shmstress.segment;

import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.SliceMemory;

/** Slices of a worker whose threads may construct states at the same time: a {@link WorkerMemory} for each thread. */
public final class ThreadMemory extends SliceMemory {

    private final SliceAccess access;
    private final ThreadLocal<WorkerMemory> ofThread;

    /** Memory reached through the given path, of which a worker has one for life. */
    public ThreadMemory(AccessPath path) {
        this.access = AccessPaths.access(path);
        this.ofThread = ThreadLocal.withInitial(() -> new WorkerMemory(path));
    }

    /** The calling thread's. */
    public WorkerMemory ofThisThread() {
        return ofThread.get();
    }

    @Override
    public SliceAccess access() {
        return access;
    }

    @Override
    public Location allocate(int sizeBytes, int alignment, int offset) {
        return ofThisThread().allocate(sizeBytes, alignment, offset);
    }
}
