package org.shmstress.tests.glibc;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.PthreadSpinLock;

/**
 * The C library's spin lock (POSIX {@code pthread_spin_lock}).
 *
 * <p>What can go wrong: it never yields, so with more processes than CPUs an owner that lost its CPU is waited for at full speed until the
 * kernel gives it back. Slow, and right.
 */
@SharedObject(
        title = "glibc's process-shared spin lock",
        description = "pthread_spin_lock and pthread_spin_unlock on a word in the segment, called through JNA.",
        bytes = 64)
public final class SpinLock implements SharedLock {

    private final long address;

    public SpinLock(Slice slice) {
        this.address = slice.virtualAddress();
    }

    @Override
    public void initialise() {
        PthreadSpinLock.initialise(address);
    }

    @Override
    public void lock(int process) {
        PthreadSpinLock.lock(address);
    }

    @Override
    public void unlock(int process) {
        PthreadSpinLock.unlock(address);
    }
}
