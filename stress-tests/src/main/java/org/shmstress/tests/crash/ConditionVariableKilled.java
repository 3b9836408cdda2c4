package org.shmstress.tests.crash;

import org.shmstress.api.Fault;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.glibc.ConditionVariable;

/**
 * The C library's condition variable and its mutex with one of their users killed with -9, owner or waiter.
 *
 * <p>What goes wrong is known, and shown rather than hidden: who dies as the owner of a mutex that is not robust blocks it for good, and a waiter
 * that is killed is counted for ever, which in glibc before 2.41 can stop all others, even the one who signals.
 */
@SharedObject(
        title = "glibc's condition variable: an owner or waiter is killed",
        description = "One worker is killed with -9 at a step of put or take; a new process takes its place.",
        bytes = 512,
        workers = 4,
        faults = Fault.KILL,
        deviation =
                "glibc, all versions: a mutex that is not robust stays locked when its owner dies. glibc before 2.41: a killed waiter"
                        + " stays counted in a condition variable, and others can come to wait for it without end. POSIX promises neither. Use a"
                        + " robust mutex, wait with a bound, and make a new condition variable after a death.")
public final class ConditionVariableKilled extends ConditionVariable {

    public ConditionVariableKilled(Slice slice) {
        super(slice);
    }
}
