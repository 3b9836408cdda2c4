package org.shmstress.tests.glibc;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.posix.PthreadMutex.Type;

/**
 * The C library's mutex of type PTHREAD_MUTEX_ERRORCHECK, process-shared (POSIX {@code pthread_mutexattr_settype}).
 *
 * <p>What can go wrong: it knows its owner by the number of the kernel's thread. Locking it again is to fail (EDEADLK), and so is unlocking it
 * a second time (EPERM), whichever process owns it by then; each critical section here tries the first.
 */
@SharedObject(
        title = "glibc's error-checking process-shared mutex",
        description = "As the process-shared mutex; its owner is told when it locks it again.",
        bytes = 64)
public final class ErrorCheckingMutex implements SharedLock {

    private final long address;

    public ErrorCheckingMutex(Slice slice) {
        this.address = slice.virtualAddress();
    }

    @Override
    public void initialise() {
        PthreadMutex.initialise(address, Type.ERROR_CHECKING, false);
    }

    @Override
    public void lock(int process) {
        Answers.requireNone(PthreadMutex.lock(address), "pthread_mutex_lock");
        Answers.require(Errno.EDEADLK, PthreadMutex.lock(address), "pthread_mutex_lock by its owner");
    }

    @Override
    public void unlock(int process) {
        Answers.requireNone(PthreadMutex.unlock(address), "pthread_mutex_unlock");
    }
}
