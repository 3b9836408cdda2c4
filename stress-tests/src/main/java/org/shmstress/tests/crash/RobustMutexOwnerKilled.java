package org.shmstress.tests.crash;

import org.shmstress.api.Fault;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.RobustMutex;

/**
 * A robust mutex whose owner is killed with -9 in the middle of its critical section, while all others wait for the lock.
 *
 * <p>What can go wrong: nobody is woken, and the lock is lost for ever; somebody is let in without being told, and trusts data
 * that are half written; more than one is told, and both repair them. Right is (POSIX {@code pthread_mutex_lock}): exactly
 * one waiter gets EOWNERDEAD, makes the data and then the mutex consistent, and all survivors go on.
 */
@SharedObject(
        title = "Robust mutex: its owner is killed while owning it",
        description =
                "One worker is killed with -9 inside its critical section while the others wait. One of them must be told so"
                        + " (EOWNERDEAD), repairs the protected data, makes the mutex consistent, and all go on.",
        bytes = 64,
        workers = 3,
        faults = Fault.KILL)
public final class RobustMutexOwnerKilled extends RobustMutex {

    public RobustMutexOwnerKilled(Slice slice) {
        super(slice);
    }
}
