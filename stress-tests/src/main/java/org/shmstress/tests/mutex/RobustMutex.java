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

    /** What {@code docs/findings/robust-mutex.md} shows with a program of 60 lines. */
    public static final String WOKEN_WAITER =
            "Linux and glibc, seen with 6.18 and 2.36: a waiter that was woken and is killed before it runs takes the wake-up with it. If"
                    + " somebody else has locked the mutex meanwhile, the word no longer says that others wait, the kernel sees an owner"
                    + " that is not the dead one and wakes nobody (handle_futex_death), and the other waiters sleep until somebody"
                    + " comes along and has to wait, too. Wait with a time limit where waiters may be killed.";

    /**
     * What judges say of somebody who sleeps so: no owner died, nor anybody at a step, where nobody waits in the kernel. Who was inside when
     * it died is told apart, at whatever instant that was.
     */
    public static final String WAITS_IN_VAIN =
            "(?m)^after a death: process \\d+ (waits for what has already happened|is stuck in .*, which need not wait)$"
                    + "[\\s\\S]*^process \\d+ died at an instant$";

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
