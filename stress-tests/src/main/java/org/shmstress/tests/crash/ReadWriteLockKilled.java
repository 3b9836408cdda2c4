package org.shmstress.tests.crash;

import org.shmstress.api.Fault;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.glibc.ReadWriteLock;

/**
 * The C library's read-write lock with one of its users killed with -9, owner or waiter.
 *
 * <p>What goes wrong is known, and shown rather than hidden: the lock has no robust form, so a dead owner has it for good.
 */
@SharedObject(
        title = "glibc's read-write lock: an owner or waiter is killed",
        description = "One worker is killed with -9 at a step of reading or writing; a new process takes its place.",
        bytes = 256,
        workers = 3,
        faults = Fault.KILL,
        deviation =
                "glibc, all versions: a read-write lock knows nothing of deaths. It stays locked when an owner dies, half-written data are"
                        + " read by the next one, and a process that is killed while it waits can block it. POSIX promises nothing else. Use a"
                        + " robust mutex where processes may die.")
public final class ReadWriteLockKilled extends ReadWriteLock {

    public ReadWriteLockKilled(Slice slice) {
        super(slice);
    }
}
