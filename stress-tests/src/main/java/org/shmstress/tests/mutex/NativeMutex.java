package org.shmstress.tests.mutex;

import org.shmstress.api.Slice;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.posix.PthreadMutex.Type;

/** A {@code pthread_mutex_t} at the beginning of a slice; any answer that its owner cannot use is an exception. */
final class NativeMutex {

    /** Room for a {@code pthread_mutex_t} on every architecture that is known. */
    static final int BYTES = 64;

    private final long address;

    NativeMutex(Slice slice) {
        this.address = slice.virtualAddress();
    }

    void initialise(boolean robust) {
        PthreadMutex.initialise(address, Type.NORMAL, robust);
    }

    /** True if the former owner died while owning it. */
    boolean lock() {
        Errno answer = PthreadMutex.lock(address);
        if (answer == Errno.EOWNERDEAD) {
            return true;
        }
        require(answer, "pthread_mutex_lock");
        return false;
    }

    void makeConsistent() {
        require(PthreadMutex.consistent(address), "pthread_mutex_consistent");
    }

    void unlock() {
        require(PthreadMutex.unlock(address), "pthread_mutex_unlock");
    }

    private static void require(Errno answer, String call) {
        if (answer != Errno.NONE) {
            throw new IllegalStateException(call + " answered " + answer);
        }
    }
}
