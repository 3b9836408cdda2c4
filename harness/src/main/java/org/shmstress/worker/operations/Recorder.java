package org.shmstress.worker.operations;

import java.lang.invoke.VarHandle;
import org.shmstress.protocol.OperationRecording;

/**
 * Writes the invocation and the response of each operation into the worker's log in the segment.
 *
 * <p><em>What the stamps prove.</em> Assumption: {@link System#nanoTime} is one clock for all processes of the machine, as it is on
 * Linux, where it is CLOCK_MONOTONIC, read from processor counters that the kernel keeps in step.
 *
 * <ul>
 *   <li>{@link OperationRecording#FENCED}: an operation whose response is stamped before another's invocation happened before it, in
 *       whatever process. The fence before the response stamp waits until all stores of the operation have left the store buffer;
 *       the one after the invocation stamp keeps loads of the operation from being made before the clock was read.
 *   <li>{@link OperationRecording#LIGHT}: operations of one worker are in order, and so are operations of different bursts, since
 *       workers meet at a barrier in between. Within a burst the stamps of different workers prove nothing: a response may be
 *       stamped while the operation's last store still waits in the store buffer, where no other process sees it. The fences of this
 *       strength keep the compiler from moving accesses across the stamps, and are no instruction on x86-64.
 * </ul>
 */
final class Recorder {

    private static final long LINE_BYTES = HistoryLayout.LINE_WORDS * (long) Long.BYTES;

    private final Region log;
    private boolean fenced;
    private long line = -LINE_BYTES;

    /** A recorder over a worker's log. */
    Recorder(Region log, OperationRecording recording) {
        this.log = log;
        this.fenced = recording == OperationRecording.FENCED;
    }

    /** Empties the log for a round that is recorded with or without fences. */
    void begin(boolean withFences) {
        fenced = withFences;
        clear();
    }

    private void clear() {
        log.access().fill(log.memory(), log.base(), HistoryLayout.logBytes(), (byte) 0);
        line = -LINE_BYTES;
    }

    /** How many more operations the log has room for. */
    int room() {
        return HistoryLayout.LINES - 1 - (int) (line / LINE_BYTES);
    }

    /** Records an invocation, in the next line. */
    void invoked(int operation, long[] arguments) {
        line += LINE_BYTES;
        for (int i = 0; i < arguments.length; i++) {
            put(HistoryLayout.ARGUMENTS + i, arguments[i]);
        }
        put(HistoryLayout.OPERATION, operation + 1L);
        put(HistoryLayout.INVOKED, System.nanoTime());
        if (fenced) {
            VarHandle.fullFence();
        } else {
            VarHandle.releaseFence();
        }
    }

    /** Records the response to the last invocation. */
    void responded(long outcome, long result) {
        if (fenced) {
            VarHandle.fullFence();
        } else {
            VarHandle.releaseFence();
        }
        long now = System.nanoTime();
        put(HistoryLayout.OUTCOME, outcome);
        put(HistoryLayout.RESULT, result);
        VarHandle.releaseFence(); // the stamp says that outcome and result are there
        put(HistoryLayout.RESPONDED, now);
    }

    /** Records that the operation is inside a critical section, and has not touched what that protects. */
    void entered() {
        stamp(HistoryLayout.ENTERED);
    }

    /** Records that the operation is still inside the critical section, and will touch nothing more there. */
    void leaving() {
        stamp(HistoryLayout.LEFT);
    }

    /** The fences keep the compiler from moving the stamp out of the section, and are no instruction on x86-64. */
    private void stamp(int word) {
        VarHandle.releaseFence();
        put(word, System.nanoTime());
        VarHandle.releaseFence();
    }

    private void put(int word, long value) {
        log.plainLong(line + (long) word * Long.BYTES, value);
    }
}
