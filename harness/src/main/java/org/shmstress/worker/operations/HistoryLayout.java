package org.shmstress.worker.operations;

import org.shmstress.protocol.OperationRecording;
import org.shmstress.sync.Flags;

/**
 * The bytes that a trial of operations keeps beside the object itself.
 *
 * <p>A trial is a series of rounds. Each begins with the object's bytes zeroed and with empty logs, has bursts of
 * {@link #burst} operations per worker with quiet between them, and ends with the parent taking the logs. In a round whose victim dies
 * there is no quiet before its death, since the dead would be missed there.
 *
 * <pre>
 * control region, zeroed before the trial, on pages of its own
 * offset        width  name               written by     read by            ordering
 * 0             256 n  flags              workers        workers            as {@link org.shmstress.sync.Flags} says
 * 256 n         8      rounds permitted   parent         workers            release, acquire
 *     +   8     8      end                parent         workers            release, acquire
 *     +  16     8      victim             parent         workers            plain, before its round is permitted; its index + 1
 *     +  24     8      fatal step         parent         workers            plain, as the victim; its number + 1, 0 for an instant
 *     +  32     8      occurrence         parent         workers            plain, as the victim; from 1: when the step is fatal
 *     +  40     8      death              parent         workers            release, acquire; the round in which the victim died
 *     +  48     8      joined             successor      workers            release, acquire; the round in which it attached
 *     +  56     8      fault              parent         workers            plain, as the victim; ordinal of what befalls it
 *     +  64     8      resumed            parent         victim             release, acquire; the round in which a stopped one goes on
 *     + 128     8      rounds completed   worker 0       parent             release, acquire: the logs are whole
 * 256 (n+1+w)   8      phase              worker w       parent             plain, opaque read
 *     +   8     8      completed          worker w       parent             plain, opaque read: operations since it began
 *     +  16     8      step               worker w       parent             plain, opaque read; the last one, its number + 1
 *     +  24     8      told               worker w       parent             plain, opaque read; how often it was told of an owner's death
 *     +  64   128      steps reached      worker w       parent             plain, opaque read; a bit for each of the first 1,024
 *
 * log of worker w, and one more of a killed one's successor, on pages of its own: {@link #LINES} lines of 64 bytes, line i at 64 i
 * 0             8      invoked            worker w       parent             plain; nanoseconds of the clock that all processes share
 * 8             8      responded          worker w       parent             plain; 0 while pending
 * 16            8      operation          worker w       parent             plain; its index + 1, 0 in an empty line
 * 24            8      outcome            worker w       parent             plain; 1 returned, 2 + i threw its i-th exception
 * 32            8      result             worker w       parent             plain
 * 40            24     arguments          worker w       parent             plain; three of 8 bytes
 * 40            8      entered            worker w       parent             plain; of a lock, in place of arguments: when it was inside first
 * 48            8      left               worker w       parent             plain; and when last
 * </pre>
 *
 * <p>The invocation is stored before the operation begins, and the processor makes stores visible in order, so the log of a worker
 * that was killed ends with the operation in which it died. Memory of the segment outlives the process that wrote it.
 */
public final class HistoryLayout {

    /** Operations per worker in the shortest burst: what is lost at the end of a burst shows in the quiet after it. */
    public static final int BURST = 20;

    /** Shortest bursts in a round. */
    public static final int BURSTS = 32;

    /** Lines of a log. */
    public static final int LINES = BURST * BURSTS;

    private static final int BURST_LENGTHS = Integer.numberOfTrailingZeros(BURSTS) + 1;

    /** Longs in a line. */
    public static final int LINE_WORDS = 8;

    /** Words of a line, as indices of longs. */
    public static final int INVOKED = 0;

    public static final int RESPONDED = 1;
    public static final int OPERATION = 2;
    public static final int OUTCOME = 3;
    public static final int RESULT = 4;
    public static final int ARGUMENTS = 5;
    public static final int ENTERED = ARGUMENTS;
    public static final int LEFT = ARGUMENTS + 1;

    /** Outcome of a call that returned. */
    public static final long RETURNED = 1;

    /** Outcome of a call that threw the first of its exceptions. */
    public static final long THREW = 2;

    static final long PERMITTED = 0;
    static final long END = 8;
    static final long VICTIM = 16;
    static final long FATAL_STEP = 24;
    static final long OCCURRENCE = 32;
    static final long DEATH = 40;
    static final long JOINED = 48;
    static final long FAULT = 56;
    static final long RESUMED = 64;
    static final long COMPLETED_ROUNDS = 128;

    static final long PHASE = 0;
    static final long COMPLETED = 8;
    static final long STEP = 16;
    static final long TOLD = 24;
    static final long REACHED = 64;

    /** Steps that are told apart. */
    static final int STEPS = 1024;

    private static final long WORKER_BYTES = 256;
    private static final long PAGE = 4096;

    private HistoryLayout() {}

    /**
     * Operations per worker in each burst of a round: the shortest burst times 1, 2, 4 … up to the whole round. Compiled code goes through
     * short bursts so quickly that workers rarely meet; long ones make up for that.
     */
    public static int burst(long seed, long round) {
        return BURST << (int) ((mixed(seed, round) >>> 32) % BURST_LENGTHS);
    }

    /**
     * Whether a round is recorded with fences. By turns means half of the rounds, drawn from the seed; one with a victim always is,
     * since only an order in real time tells what had to outlive the death.
     */
    public static boolean isFenced(OperationRecording recording, long seed, long round, boolean hasVictim) {
        return switch (recording) {
            case FENCED -> true;
            case LIGHT -> false;
            case BY_TURNS -> hasVictim || (mixed(seed, round) >>> 20 & 1) == 0;
        };
    }

    private static long mixed(long seed, long round) {
        return (seed + round) * 0x9E3779B97F4A7C15L;
    }

    /** Size of the control region for so many workers, in whole pages. */
    public static long controlBytes(int workers) {
        return pages(line(workers, workers));
    }

    /** Size of all logs. */
    public static long logsBytes(int workers) {
        return (workers + 1) * logBytes();
    }

    /** Size of an object in whole pages, with room behind it for the counters that it protects if it is a lock. */
    public static long objectRegionBytes(long objectBytes) {
        return pages(objectBytes + LockedCounter.BYTES);
    }

    /** Size of a log, in whole pages. */
    static long logBytes() {
        return pages((long) LINES * LINE_WORDS * Long.BYTES);
    }

    /** Where the log of a worker begins. */
    static long log(int worker) {
        return worker * logBytes();
    }

    /** Where the words of the rounds begin. */
    static long rounds(int workers) {
        return Flags.bytes(workers);
    }

    /** Where the words of a worker begin. */
    static long line(int workers, int worker) {
        return rounds(workers) + (1 + worker) * WORKER_BYTES;
    }

    private static long pages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
