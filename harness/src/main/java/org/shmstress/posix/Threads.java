package org.shmstress.posix;

import java.util.Arrays;
import java.util.BitSet;

/** Threads as the kernel numbers them, where they may run, and what happens to them when their parent dies. */
public final class Threads {

    /** Room for 8,192 processors, the most that Linux can be built for on either architecture. */
    private static final int MASK_LONGS = 128;

    private static final int SET_PARENT_DEATH_SIGNAL = 1;

    private Threads() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int getpid();

        static native int gettid();

        static native int sched_setaffinity(int tid, long maskBytes, long[] mask);

        static native int sched_getaffinity(int tid, long maskBytes, long[] mask);

        static native int prctl(int option, long a, long b, long c, long d);
    }

    /** POSIX {@code getpid}. */
    public static long processId() {
        return Natives.getpid();
    }

    /** Number of the calling thread: Linux {@code gettid}. Only of platform threads does it mean anything. */
    public static long threadId() {
        return Natives.gettid();
    }

    /**
     * Processors on which a thread may run: Linux {@code sched_getaffinity}.
     *
     * @param threadId of any process of the same user, 0 for the calling thread
     */
    public static BitSet affinity(long threadId) {
        long[] mask = new long[MASK_LONGS];
        int result = Natives.sched_getaffinity(Math.toIntExact(threadId), MASK_LONGS * (long) Long.BYTES, mask);
        Libc.checked(result, "sched_getaffinity", "thread " + threadId);
        return BitSet.valueOf(mask);
    }

    /**
     * Sets the processors on which a thread may run: Linux {@code sched_setaffinity}.
     *
     * @param threadId of any process of the same user, 0 for the calling thread
     * @param processors at least one that exists and is allowed to this process
     * @throws PosixException with EINVAL if there is none, ESRCH if the thread has ended, EPERM
     */
    public static void setAffinity(long threadId, BitSet processors) {
        long[] mask = Arrays.copyOf(processors.toLongArray(), MASK_LONGS);
        int result = Natives.sched_setaffinity(Math.toIntExact(threadId), MASK_LONGS * (long) Long.BYTES, mask);
        Libc.checked(result, "sched_setaffinity", "thread " + threadId + ", processors " + processors);
    }

    /**
     * Has this process get a signal when the <em>thread</em> that started it ends: Linux {@code prctl(PR_SET_PDEATHSIG)}. If
     * that has happened already, no signal comes: check the parent afterwards.
     */
    public static void setParentDeathSignal(Signal signal) {
        int result = Natives.prctl(SET_PARENT_DEATH_SIGNAL, signal.number(), 0, 0, 0);
        Libc.checked(result, "prctl", "PR_SET_PDEATHSIG, SIG" + signal.name());
    }
}
