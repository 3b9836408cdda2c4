package org.shmstress.worker.operations;

import org.shmstress.sync.Barrier;

/**
 * The bytes that a shared-object trial keeps beside the object itself.
 *
 * <pre>
 * control region, zeroed before the trial, on pages of its own
 * offset        width  name               written by     read by            ordering
 * 0             256 n  barrier            workers        workers            as {@link org.shmstress.sync.Barrier} says
 * 256 n         8      decision           worker 0       workers            plain, between two barriers; 1 stop, 2 fresh lock
 *     +   8     8      generation         worker 0       parent             plain, opaque read; number of the lock in use, from 1
 * 256 (n+1+w)   8      phase              worker w       workers, parent    plain, opaque read
 *     +   8     8      entered            worker w       worker 0, parent   plain; read when w is quiet
 *     +  16     8      completed          worker w       parent             plain
 *     +  24     8      bursts             worker w       parent             plain
 *     +  32     8      violations         worker w       worker 0, parent   plain; read when w is quiet
 *     +  40     8      contended          worker w       parent             plain
 *     +  48     8      handovers          worker w       parent             plain
 *     +  56     8      first violation    worker w       parent             plain; its section + 1
 *
 * data region, protected by the object, zeroed before the trial, on a page of its own
 * 0             8      owner              the lock's owner: its index + 1, 0 when nobody is inside
 * 8             8      previous owner     the lock's owner: its index + 1
 * 16            8      first sum          the lock's owner, plain read-modify-write
 * 24            8      second sum         the lock's owner, plain read-modify-write
 * 128           8      last sum           the lock's owner, the last write of its section
 * </pre>
 *
 * <p>The last sum has a line of its own: a process that finds this line in the other's cache needs longest between load and
 * store, which is what widens the window of a lock that is given up too early.
 */
public final class OperationLayout {

    /** Size of the data region. */
    public static final long DATA_BYTES = 4096;

    static final long GENERATION = 8;

    static final long PHASE = 0;
    static final long ENTERED = 8;
    static final long COMPLETED = 16;
    static final long BURSTS = 24;
    static final long VIOLATIONS = 32;
    static final long CONTENDED = 40;
    static final long HANDOVERS = 48;
    static final long FIRST_VIOLATION = 56;

    static final long OWNER = 0;
    static final long PREVIOUS_OWNER = 8;
    static final long FIRST_SUM = 16;
    static final long SECOND_SUM = 24;
    static final long LAST_SUM = 128;

    private static final long WORKER_BYTES = 256;
    private static final long PAGE = 4096;

    private OperationLayout() {}

    /** Size of the control region for so many workers, in whole pages. */
    public static long controlBytes(int workers) {
        return (line(workers, workers) + PAGE - 1) / PAGE * PAGE;
    }

    /** The word by which worker 0 ends the trial. */
    static long stop(int workers) {
        return Barrier.bytes(workers);
    }

    /** Where the words of a worker begin. */
    static long line(int workers, int worker) {
        return stop(workers) + (1 + worker) * WORKER_BYTES;
    }
}
