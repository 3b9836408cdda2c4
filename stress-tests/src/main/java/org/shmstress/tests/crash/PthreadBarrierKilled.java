package org.shmstress.tests.crash;

import org.shmstress.api.Fault;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.tests.glibc.Barrier;

/**
 * The C library's barrier with one of its parties killed with -9. {@code barriers/MortalBarrier} shows how one tells the others.
 *
 * <p>What goes wrong is known, and shown rather than hidden: nobody is told.
 */
@SharedObject(
        title = "glibc's barrier: a party is killed",
        description = "One worker is killed with -9 before or while it waits; a new process takes its place.",
        bytes = 256,
        workers = 3,
        faults = Fault.KILL,
        deviation =
                "glibc, all versions: a barrier knows nothing of deaths. A party that is killed while it waits counts as arrived, one that is"
                        + " killed before is waited for without end. POSIX promises nothing else. Make a new barrier after a death.")
public final class PthreadBarrierKilled extends Barrier {

    public PthreadBarrierKilled(Slice slice) {
        super(slice);
    }
}
