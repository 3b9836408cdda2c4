package org.shmstress.api;

/**
 * What the harness does to a worker in the middle of a {@link SharedObject}, at each of its shared accesses in turn. An object with
 * faults is tried in rounds; a round begins with zeroed bytes, and has one fault, or none.
 *
 * <p>The worker works until it is at the access, then the fault befalls it, then the others go on. The operation it was in may have
 * taken effect or not; all others must come out as the model says, and nobody may wait for ever where the model says that he need not.
 * A {@link SharedLock} is judged like an object with one operation that increments counters under the lock: whoever owns the lock next
 * either finds them whole or was told by {@link SharedLock.OwnerDiedException} that they may not be.
 */
public enum Fault {
    /** The worker's process is killed with -9. Another process then takes its place and attaches to what it left. */
    KILL,
    /**
     * The worker's process is stopped (SIGSTOP) for 1 to 50 ms while the others go on, and then goes on where it was (SIGCONT). Nothing is
     * to be forgiven: every operation must come out as the model says.
     */
    STOP,
    /**
     * The thread that is inside the object ends while its process lives on: the access throws an error that no object can expect, the
     * thread lets go of everything and ends. Blocks of {@code finally} run, as they would in a thread that Java ends. Another thread of
     * the same process then takes its place, with an instance of its own.
     */
    THREAD_END,
    /**
     * The worker unmaps the object's bytes and then dies, without having touched them again: the kernel finds nothing there when it
     * looks after what the dead owned, such as robust mutexes. Another process takes its place.
     */
    UNMAP
}
