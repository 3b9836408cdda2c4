package org.shmstress.segment;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.SliceMemory;

/**
 * Slices of a worker: handed out one after the other from where the engine points, so that equal constructors in different
 * processes get equal addresses. The engine compares the logs of constructions.
 *
 * <p>Confined to the worker's command thread.
 */
public final class WorkerMemory extends SliceMemory {

    /** One slice handed out; {@code position} is its distance from where {@link #startAt} pointed. */
    public record Allocation(int sizeBytes, int alignment, int offset, long position) {}

    /** What was set aside is used up. */
    public static final class NoRoomException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NoRoomException(String message) {
            super(message);
        }
    }

    private static final Object NOWHERE = new Object();

    private final SliceAccess access;
    private final List<Allocation> log = new ArrayList<>();
    private Object region = NOWHERE;
    private long start;
    private long next;
    private long limit;
    private long[] replayed = {};
    private long sequence;

    /** Memory reached through the given path, of which a worker has one for life. */
    public WorkerMemory(AccessPath path) {
        this.access = AccessPaths.access(path);
    }

    @Override
    public SliceAccess access() {
        return access;
    }

    /**
     * The next slices come from here. Clears the log.
     *
     * @param newRegion the mapping, in the access path's terms
     * @param address where to begin
     * @param newLimit address after the last usable byte
     */
    public void startAt(Object newRegion, long address, long newLimit) {
        if (newLimit < address) {
            throw new IllegalArgumentException("slices cannot lie between " + address + " and " + newLimit);
        }
        region = newRegion;
        start = address;
        next = address;
        limit = newLimit;
        replayed = new long[0];
        sequence = 0;
        log.clear();
    }

    /**
     * The next slices lie at these addresses, whatever size is asked for: a construction is repeated in a slot that another one
     * like it has laid out. {@link #sequence} tells afterwards whether it was one like it.
     *
     * @param newRegion the mapping, in the access path's terms
     * @param addresses where, in the order of allocations; not copied
     */
    public void replay(Object newRegion, long[] addresses) {
        region = newRegion;
        replayed = addresses;
        sequence = 0;
        log.clear();
    }

    /** A hash of what was asked for, in order, since the last {@link #startAt} or {@link #replay}. */
    public long sequence() {
        return sequence;
    }

    /** What was handed out since {@link #startAt}, in order. */
    public List<Allocation> allocations() {
        return List.copyOf(log);
    }

    /** Address after the last byte handed out. */
    public long end() {
        return next;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The bytes are those that lie there; the engine zeroes them before it starts a construction.
     *
     * @throws NoRoomException if there is no room left
     * @throws IllegalStateException if the engine has not said where slices go
     */
    @Override
    public Location allocate(int sizeBytes, int alignment, int offset) {
        if (region == NOWHERE) {
            throw new IllegalStateException(
                    "a slice was made outside of a state's constructor, e.g. in a static field; here"
                            + " slices belong to a state instance: make them in final instance fields");
        }
        sequence = ((sequence * 31 + sizeBytes) * 31 + alignment) * 31 + offset + 1;
        if (replayed.length > 0) {
            return new Location(region, nextReplayed(new Allocation(sizeBytes, alignment, offset, 0)));
        }
        long address = firstFrom(next, alignment, offset);
        if (sizeBytes > limit - address) {
            throw new NoRoomException("no room for a slice of " + sizeBytes + " bytes: " + (limit - start)
                    + " bytes were set aside, " + (next - start) + " are in use");
        }
        next = address + sizeBytes;
        log.add(new Allocation(sizeBytes, alignment, offset, address - start));
        return new Location(region, address);
    }

    private long nextReplayed(Allocation allocation) {
        if (log.size() == replayed.length) {
            throw new IllegalStateException("constructions vary: this one allocates more than the " + replayed.length
                    + " times of the one before");
        }
        log.add(allocation);
        return replayed[log.size() - 1];
    }

    @Override
    public void lay(Buffer buffer, Object newRegion, long address) {
        // Through a buffer the access path's own answer would load JNA.
        long virtual = newRegion instanceof ByteBuffer mapped
                        && access.getClass() != Raw.access().getClass()
                ? Raw.buffers().address(mapped) + address
                : access.virtualAddress(newRegion, address);
        Raw.buffers().lay(buffer, virtual);
    }

    private static long firstFrom(long from, int alignment, int offset) {
        return ((from - offset + alignment - 1) & -(long) alignment) + offset;
    }
}
