package org.shmstress.tests.crash;

import org.shmstress.api.Fault;
import org.shmstress.api.Initialise;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.tests.membership.Members;
import org.shmstress.tests.membership.RobustLock;
import org.shmstress.tests.mutex.RobustMutex;

/**
 * The two equal words under the C library's robust mutex (POSIX {@code pthread_mutexattr_setrobust}, {@code
 * pthread_mutex_consistent}); its owner is killed at each step, those before and after the native calls included.
 *
 * <p>What can go wrong: without the attribute the kernel marks nothing, and whoever waits for a dead owner waits for ever. Who is told
 * of the death mends the words first and says only then that they are consistent.
 */
@SharedObject(
        title = "Two equal words under glibc's robust mutex: its owner is killed",
        description =
                "The owner of a robust process-shared mutex is killed. The next one is told so (EOWNERDEAD), restores the last"
                        + " committed value from the undo record, makes the mutex consistent and goes on.",
        bytes = RobustPair.BYTES,
        workers = 3,
        faults = Fault.KILL,
        deviation = RobustMutex.WOKEN_WAITER,
        deviationIs = RobustMutex.WAITS_IN_VAIN)
public class RobustMutexPair extends RobustPair {

    private final long mutex;

    public RobustMutexPair(Slice slice) {
        super(slice);
        this.mutex = slice.virtualAddress();
    }

    /** Makes the mutex. */
    @Initialise
    public final void initialise() {
        PthreadMutex.initialise(mutex, PthreadMutex.Type.NORMAL, robust());
    }

    boolean robust() {
        return true;
    }

    @Override
    RobustLock lock(Slice bytes, Members members) {
        return new Mutex(bytes.virtualAddress());
    }

    private record Mutex(long address) implements RobustLock {

        @Override
        public boolean lock() {
            Errno answer = PthreadMutex.lock(address);
            if (answer != Errno.EOWNERDEAD) {
                require(answer, "pthread_mutex_lock");
            }
            return answer == Errno.EOWNERDEAD;
        }

        @Override
        public void mended() {
            require(PthreadMutex.consistent(address), "pthread_mutex_consistent");
        }

        @Override
        public void unlock() {
            require(PthreadMutex.unlock(address), "pthread_mutex_unlock");
        }

        private static void require(Errno answer, String call) {
            if (answer != Errno.NONE) {
                throw new IllegalStateException(call + " answered " + answer);
            }
        }
    }

    /** D-023: the robust attribute is forgotten, so survivors block for ever after the owner's death. */
    @SharedObject(
            title = "Process-shared mutex that is not robust",
            description =
                    "The mutex is made without the robust attribute; nobody learns of its owner's death, and all wait for"
                            + " ever.",
            bytes = RobustPair.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-023")
    public static final class RobustForgotten extends RobustMutexPair {

        public RobustForgotten(Slice slice) {
            super(slice);
        }

        @Override
        boolean robust() {
            return false;
        }
    }
}
