package org.shmstress.tests.crash;

import org.shmstress.api.Fault;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.mutex.RobustMutex;

/**
 * A robust mutex one of whose users is killed with -9, or loses its thread, at each step of lock, critical section and unlock in turn.
 *
 * <p>What can go wrong: nobody is woken, and the lock is lost for ever; somebody is let in without being told, and trusts data
 * that are half written; more than one is told, and both repair them; a waiter that is killed takes the only wake-up with it (which is
 * known, and shown rather than hidden). Right is (POSIX {@code pthread_mutex_lock}): if the dead one owned
 * the lock, exactly one waiter gets EOWNERDEAD, makes the data and then the mutex consistent, and all survivors go on.
 */
@SharedObject(
        title = "Robust mutex: its owner dies while owning it",
        description =
                "One worker is killed with -9, or the thread that locks ends, at each step of lock, critical section and unlock in turn. If"
                        + " it owned the mutex, one other must be told so (EOWNERDEAD), repairs the protected data, makes the mutex"
                        + " consistent, and all go on.",
        bytes = 64,
        workers = 3,
        deviation = RobustMutex.WOKEN_WAITER,
        deviationIs = RobustMutex.WAITS_IN_VAIN,
        faults = {Fault.KILL, Fault.THREAD_END})
public final class RobustMutexOwnerKilled extends RobustMutex {

    public RobustMutexOwnerKilled(Slice slice) {
        super(slice);
    }
}
