package org.shmstress.segment;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.api.spi.SliceAccess;

/**
 * The last events of a worker, in its page of the segment, for those who look after it has died or hung.
 *
 * <p>One writer, any reader at any time. An entry is written plainly and then published by releasing the count; a reader
 * acquires the count, copies, and acquires it again: entries that the writer may have begun to overwrite meanwhile are dropped.
 *
 * <pre>
 *   offset       width  field    writer  ordering
 *   -----------  -----  -------  ------  ------------------------------------------
 *             0      8  count    worker  release after the entry; read with acquire
 *   64 + 24 * i      8  nanos    worker  plain: System.nanoTime
 *        8 more      8  event    worker  plain: what happened, by number
 *       16 more      8  detail   worker  plain: a number that goes with it
 * </pre>
 */
public final class FlightRecorder {

    /** One event. */
    public record Entry(long sequence, long nanos, long event, long detail) {}

    private static final int ENTRIES = 64;
    private static final int ENTRY_BYTES = 24;
    private static final int FIRST_ENTRY = 64;

    private final SliceAccess access;
    private final Object region;
    private final long address;

    public FlightRecorder(SliceAccess access, Object region, long address) {
        this.access = access;
        this.region = region;
        this.address = address;
    }

    /** Adds an event, over the oldest. Pairs with {@link #acquireEntries}. */
    public void releaseEvent(long event, long detail) {
        long count = access.getLong(region, address);
        long at = at(count);
        VarHandle.storeStoreFence(); // an entry must not show before the count that gives up its predecessor
        access.putLong(region, at, System.nanoTime());
        access.putLong(region, at + 8, event);
        access.putLong(region, at + 16, detail);
        access.putLongRelease(region, address, count + 1);
    }

    /** The last events, oldest first. Pairs with {@link #releaseEvent}. */
    public List<Entry> acquireEntries() {
        long before = access.getLongAcquire(region, address);
        List<Entry> copied = new ArrayList<>();
        for (long i = Math.max(0, before - ENTRIES); i < before; i++) {
            long at = at(i);
            copied.add(new Entry(
                    i, access.getLong(region, at), access.getLong(region, at + 8), access.getLong(region, at + 16)));
        }
        VarHandle.loadLoadFence(); // the copies must not be read after the count that judges them
        long after = access.getLongAcquire(region, address);
        copied.removeIf(entry -> entry.sequence() <= after - ENTRIES);
        return copied;
    }

    private long at(long sequence) {
        return address + FIRST_ENTRY + ENTRY_BYTES * (sequence % ENTRIES);
    }
}
