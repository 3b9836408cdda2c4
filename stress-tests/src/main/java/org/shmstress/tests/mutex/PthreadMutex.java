package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * The C library's own mutex, process-shared, called from Java (POSIX {@code pthread_mutex_lock}, {@code
 * pthread_mutexattr_setpshared}).
 *
 * <p>What can go wrong: a mutex that was not made process-shared wakes waiters of its own process only; Java must not move
 * its accesses across the native calls.
 */
@SharedObject(
        title = "glibc's process-shared mutex",
        description = "pthread_mutex_lock and pthread_mutex_unlock on a mutex in the segment, called through JNA.",
        bytes = NativeMutex.BYTES)
public final class PthreadMutex implements SharedLock {

    private final NativeMutex mutex;

    public PthreadMutex(Slice slice) {
        this.mutex = new NativeMutex(slice);
    }

    @Override
    public void initialise() {
        mutex.initialise(false);
    }

    @Override
    public void lock(int process) {
        mutex.lock();
    }

    @Override
    public void unlock(int process) {
        mutex.unlock();
    }
}
