package org.shmstress.tests.glibc;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.posix.PthreadMutex.Type;

/**
 * The C library's mutex of type PTHREAD_MUTEX_RECURSIVE, process-shared (POSIX {@code pthread_mutexattr_settype}).
 *
 * <p>What can go wrong: it is free only when it was unlocked as often as it was locked. Each critical section here locks it twice.
 */
@SharedObject(
        title = "glibc's recursive process-shared mutex",
        description = "As the process-shared mutex; it is locked twice and unlocked twice.",
        bytes = 64)
public final class RecursiveMutex implements SharedLock {

    private final long address;

    public RecursiveMutex(Slice slice) {
        this.address = slice.virtualAddress();
    }

    @Override
    public void initialise() {
        PthreadMutex.initialise(address, Type.RECURSIVE, false);
    }

    @Override
    public void lock(int process) {
        Answers.requireNone(PthreadMutex.lock(address), "pthread_mutex_lock");
        Answers.requireNone(PthreadMutex.lock(address), "pthread_mutex_lock by its owner");
    }

    @Override
    public void unlock(int process) {
        Answers.requireNone(PthreadMutex.unlock(address), "pthread_mutex_unlock");
        Answers.requireNone(PthreadMutex.unlock(address), "pthread_mutex_unlock");
    }
}
