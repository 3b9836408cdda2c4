package org.shmstress.tests.glibc;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.PosixSemaphore;

/**
 * The C library's semaphore in shared memory with one permit, as a lock (POSIX {@code sem_init} with {@code pshared}).
 *
 * <p>What can go wrong: it has no owner, so anybody's {@code sem_post} lets one in; and one that was initialised for one process wakes
 * waiters of that process only.
 */
@SharedObject(
        title = "glibc's unnamed process-shared semaphore",
        description = "sem_wait and sem_post on a semaphore with one permit in the segment, called through JNA.",
        bytes = 64)
public final class UnnamedSemaphore implements SharedLock {

    private final long address;

    public UnnamedSemaphore(Slice slice) {
        this.address = slice.virtualAddress();
    }

    @Override
    public void initialise() {
        PosixSemaphore.initialise(address, 1);
    }

    @Override
    public void lock(int process) {
        PosixSemaphore.acquire(address);
    }

    @Override
    public void unlock(int process) {
        PosixSemaphore.release(address);
    }
}
