package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * The C library's mutex with the robust attribute: when its owner dies, the kernel marks it and the next one to lock it is
 * told (POSIX {@code pthread_mutexattr_setrobust}, EOWNERDEAD). Here nobody dies; {@code crash/RobustMutexOwnerKilled} does
 * the rest.
 *
 * <p>What can go wrong: each owner keeps its robust mutexes in a list that the kernel walks, linked through the shared bytes at
 * addresses of its own; linking or unlinking it wrongly loses other mutexes of the same owner.
 */
@SharedObject(
        title = "glibc's robust process-shared mutex",
        description = "As the process-shared mutex, with the attribute by which waiters learn of their owner's death.",
        bytes = NativeMutex.BYTES)
public class RobustMutex implements SharedLock {

    private final NativeMutex mutex;

    public RobustMutex(Slice slice) {
        this.mutex = new NativeMutex(slice);
    }

    @Override
    public final void initialise() {
        mutex.initialise(true);
    }

    @Override
    public final void lock(int process) throws OwnerDiedException {
        if (mutex.lock()) {
            throw new OwnerDiedException();
        }
    }

    @Override
    public final void unlock(int process) {
        mutex.unlock();
    }

    @Override
    public final void recover(int process) {
        mutex.makeConsistent();
    }
}
