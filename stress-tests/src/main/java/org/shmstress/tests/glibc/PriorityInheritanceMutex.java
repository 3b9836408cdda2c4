package org.shmstress.tests.glibc;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.posix.PthreadMutex.Type;

/**
 * The C library's mutex with the protocol PTHREAD_PRIO_INHERIT, process-shared (POSIX {@code pthread_mutexattr_setprotocol}).
 *
 * <p>What can go wrong: the word holds the owner's thread number, and the kernel takes part in each contended locking and unlocking
 * (futex(2), FUTEX_LOCK_PI): it must find the owner, also in another process.
 */
@SharedObject(
        title = "glibc's priority-inheriting process-shared mutex",
        description = "As the process-shared mutex; its owner runs with the highest priority of those who wait.",
        bytes = 64)
public final class PriorityInheritanceMutex implements SharedLock {

    private final long address;

    public PriorityInheritanceMutex(Slice slice) {
        this.address = slice.virtualAddress();
    }

    @Override
    public void initialise() {
        PthreadMutex.initialise(address, Type.NORMAL, false, true);
    }

    @Override
    public void lock(int process) {
        Answers.requireNone(PthreadMutex.lock(address), "pthread_mutex_lock");
    }

    @Override
    public void unlock(int process) {
        Answers.requireNone(PthreadMutex.unlock(address), "pthread_mutex_unlock");
    }
}
