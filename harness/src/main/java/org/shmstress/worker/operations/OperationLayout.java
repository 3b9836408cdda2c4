package org.shmstress.worker.operations;

/**
 * The bytes that a shared-object trial keeps beside the object itself.
 *
 * <pre>
 * control region, zeroed before the trial, on pages of its own
 * offset        width  name               written by     read by            ordering
 * 0             4      abort              parent         workers            opaque
 * 256           4      stop               worker 0       workers            plain, between two rendezvous
 * 512 + 512 w   4      epoch of worker w  worker w       workers            release, acquired by the others' wait
 *     + 128     8      phase              worker w       workers, parent    opaque read
 *     + 136     8      entered            worker w       recoverer, parent  plain; read when w is quiet or dead
 *     + 144     8      completed          worker w       parent             plain
 *     + 152     8      bursts             worker w       parent             plain
 *     + 160     8      violations         worker w       worker 0, parent   plain; read when w is quiet
 *     + 168     8      contended          worker w       parent             plain
 *     + 176     8      handovers          worker w       parent             plain
 *     + 184     8      owner deaths       worker w       workers, parent    opaque read
 *     + 192     8      first violation    worker w       parent             plain; operation + 1
 *     + 200     8      intruder           worker w       parent             plain; owner word seen by it
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

    static final long ABORT = 0;
    static final long STOP = 256;

    static final long PHASE = 128;
    static final long ENTERED = 136;
    static final long COMPLETED = 144;
    static final long BURSTS = 152;
    static final long VIOLATIONS = 160;
    static final long CONTENDED = 168;
    static final long HANDOVERS = 176;
    static final long OWNER_DEATHS = 184;
    static final long FIRST_VIOLATION = 192;
    static final long INTRUDER = 200;

    static final long OWNER = 0;
    static final long PREVIOUS_OWNER = 8;
    static final long FIRST_SUM = 16;
    static final long SECOND_SUM = 24;
    static final long LAST_SUM = 128;

    private static final long WORKERS = 512;
    private static final long WORKER_BYTES = 512;
    private static final long PAGE = 4096;

    private OperationLayout() {}

    /** Size of the control region for so many workers, in whole pages. */
    public static long controlBytes(int workers) {
        return (WORKERS + workers * WORKER_BYTES + PAGE - 1) / PAGE * PAGE;
    }

    /** Where the words of a worker begin; its epoch is the first. */
    static long worker(int index) {
        return WORKERS + index * WORKER_BYTES;
    }
}
