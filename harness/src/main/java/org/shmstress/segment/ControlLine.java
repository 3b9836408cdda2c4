package org.shmstress.segment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.shmstress.api.spi.SliceAccess;

/**
 * The 128 bytes in which a worker tells the owner how it fares. It outlives the worker, whatever way that dies.
 *
 * <pre>
 *   offset  width  field        writer  ordering
 *   ------  -----  -----------  ------  ----------------------------------------------------------
 *        0      4  state        worker  release, after all below; read with acquire
 *        4      4  incarnation  worker  plain, before state: how many processes have used this line
 *        8      8  pid          worker  plain, before state
 *       16      8  start ticks  worker  plain, before state: field 22 of /proc/PID/stat
 *       24      8  progress     worker  opaque: only whether it moved is ever asked
 *       32      4  error size   worker  release, after the text; read with acquire
 *       36     92  error text   worker  plain, UTF-8, cut to fit
 * </pre>
 */
public final class ControlLine {

    /** How far a worker has come. */
    public enum State {
        /** Nobody has used this line. */
        EMPTY,
        /** The worker has mapped the segment. */
        ATTACHED,
        /** The worker is in its loop. */
        RUNNING,
        /** The worker has left its loop. */
        DONE,
        /** The worker gave up; its last error says why. */
        FAILED
    }

    /** Who uses a line. */
    public record Occupant(int incarnation, long pid, long startTicks) {}

    private static final State[] STATES = State.values();
    private static final int INCARNATION = 4;
    private static final int PID = 8;
    private static final int START_TICKS = 16;
    private static final int PROGRESS = 24;
    private static final int ERROR_SIZE = 32;
    private static final int ERROR_TEXT = 36;
    private static final int ERROR_TEXT_BYTES = Layout.CONTROL_LINE_BYTES - ERROR_TEXT;

    private final SliceAccess access;
    private final Object region;
    private final long address;

    public ControlLine(SliceAccess access, Object region, long address) {
        this.access = access;
        this.region = region;
        this.address = address;
    }

    /** Worker: takes the line over, counting the incarnation up. Pairs with {@link #acquireState}. */
    public void releaseAttached(long pid, long startTicks) {
        access.putInt(region, address + INCARNATION, access.getInt(region, address + INCARNATION) + 1);
        access.putLong(region, address + PID, pid);
        access.putLong(region, address + START_TICKS, startTicks);
        releaseState(State.ATTACHED);
    }

    /** Worker: publishes its state and all it wrote before. Pairs with {@link #acquireState}. */
    public void releaseState(State state) {
        access.putIntRelease(region, address, state.ordinal());
    }

    /** Owner: the state. Pairs with {@link #releaseState} and {@link #releaseAttached}. */
    public State acquireState() {
        int ordinal = access.getIntAcquire(region, address);
        if (ordinal < 0 || ordinal >= STATES.length) {
            throw new IllegalStateException(
                    "control line holds " + ordinal + " as a state: the segment was overwritten");
        }
        return STATES[ordinal];
    }

    /** Owner: who uses the line; meaningful after {@link #acquireState} returned other than {@link State#EMPTY}. */
    public Occupant plainOccupant() {
        return new Occupant(
                access.getInt(region, address + INCARNATION),
                access.getLong(region, address + PID),
                access.getLong(region, address + START_TICKS));
    }

    /** Worker: shows that it is alive and getting on. */
    public void opaqueProgress(long progress) {
        access.putLongOpaque(region, address + PROGRESS, progress);
    }

    /** Owner: the last progress shown. */
    public long opaqueProgress() {
        return access.getLongOpaque(region, address + PROGRESS);
    }

    /** For loops that write the progress word themselves: where it is, in the access path's terms. */
    public long progressAddress() {
        return address + PROGRESS;
    }

    /** Worker: leaves its last words. Pairs with {@link #acquireError}. */
    public void releaseError(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = Math.min(bytes.length, ERROR_TEXT_BYTES);
        access.copyFrom(region, address + ERROR_TEXT, bytes, 0, size);
        access.putIntRelease(region, address + ERROR_SIZE, size);
    }

    /** Owner: the worker's last words, empty if it left none. Pairs with {@link #releaseError}. */
    public String acquireError() {
        int size = access.getIntAcquire(region, address + ERROR_SIZE);
        byte[] bytes = new byte[Math.max(0, Math.min(size, ERROR_TEXT_BYTES))];
        access.copyTo(region, address + ERROR_TEXT, bytes, 0, bytes.length);
        return new String(Arrays.copyOf(bytes, bytes.length), StandardCharsets.UTF_8);
    }
}
