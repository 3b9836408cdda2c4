package org.shmstress.segment;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.SliceAccess;

/**
 * First page of a segment. The owner writes it once, field by field, and the magic last with release; who attaches reads the
 * magic first with acquire, and so sees all other fields, or refuses.
 *
 * <pre>
 *   offset  width  field             offset  width  field
 *   ------  -----  ---------------   ------  -----  --------------------------------------------
 *        0      8  magic                 48      8  start ticks of the owner
 *        8      4  layout version        56      8  PID namespace of the owner (inode), 0 unknown
 *       12      4  page bytes            64      8  engine bytes
 *       16      8  run id                72      8  slots bytes
 *       24      8  size in bytes         80      8  results bytes
 *       32      8  inode                 88      4  workers
 *       40      8  pid of the owner
 * </pre>
 */
final class Header {

    /** "SHMSTRES" in ASCII, read as a big-endian number. */
    static final long MAGIC = 0x53484d5354524553L;

    static final int BYTES = 96;
    static final int LAYOUT_VERSION = 8;
    static final int PAGE_BYTES = 12;
    static final int RUN_ID = 16;
    static final int SIZE_BYTES = 24;
    static final int INODE = 32;
    static final int OWNER_PID = 40;
    static final int OWNER_START = 48;
    static final int OWNER_NAMESPACE = 56;
    static final int ENGINE_BYTES = 64;
    static final int SLOTS_BYTES = 72;
    static final int RESULTS_BYTES = 80;
    static final int WORKERS = 88;

    private final SliceAccess access;
    private final Object region;
    private final long base;

    Header(View view) {
        this.access = view.access();
        this.region = view.region();
        this.base = view.base();
    }

    /** Writes all fields, then the magic. Pairs with the acquire in {@link #acquireLayout}. */
    void releaseReady(Layout layout, long runId, long inode, Owner owner) {
        access.putInt(region, base + LAYOUT_VERSION, Layout.VERSION);
        access.putInt(region, base + PAGE_BYTES, layout.pageBytes());
        access.putLong(region, base + RUN_ID, runId);
        access.putLong(region, base + SIZE_BYTES, layout.sizeBytes());
        access.putLong(region, base + INODE, inode);
        access.putLong(region, base + OWNER_PID, owner.pid());
        access.putLong(region, base + OWNER_START, owner.startTicks());
        access.putLong(region, base + OWNER_NAMESPACE, owner.pidNamespace());
        access.putLong(region, base + ENGINE_BYTES, layout.engineBytes());
        access.putLong(region, base + SLOTS_BYTES, layout.slotsBytes());
        access.putLong(region, base + RESULTS_BYTES, layout.resultsBytes());
        access.putInt(region, base + WORKERS, layout.workers());
        access.putLongRelease(region, base, MAGIC);
    }

    /**
     * Checks every field that an attaching process can know, and reads the layout. Pairs with {@link #releaseReady}.
     *
     * @param what the segment's name, for messages
     */
    Layout acquireLayout(String what, long sizeBytes, long inode, long runId) {
        long magic = access.getLongAcquire(region, base);
        require(
                magic == MAGIC,
                what,
                "its magic is 0x" + Long.toHexString(magic)
                        + ": it is no segment of shmstress, or its owner has not finished writing it");
        int version = access.getInt(region, base + LAYOUT_VERSION);
        require(
                version == Layout.VERSION,
                what,
                "its layout version is " + version + ", this build knows " + Layout.VERSION
                        + ": owner and worker are of different builds");
        long run = access.getLong(region, base + RUN_ID);
        require(
                run == runId,
                what,
                "it belongs to run " + SegmentName.runText(run) + ", not to " + SegmentName.runText(runId));
        long size = access.getLong(region, base + SIZE_BYTES);
        require(size == sizeBytes, what, "its header says " + size + " bytes, expected were " + sizeBytes);
        long node = access.getLong(region, base + INODE);
        require(
                node == inode,
                what,
                "its header says inode " + node + ", expected was " + inode + ": another object took its name");
        return layout(what, sizeBytes);
    }

    private Layout layout(String what, long sizeBytes) {
        Layout layout = new Layout(
                access.getInt(region, base + WORKERS),
                access.getInt(region, base + PAGE_BYTES),
                access.getLong(region, base + ENGINE_BYTES),
                access.getLong(region, base + SLOTS_BYTES),
                access.getLong(region, base + RESULTS_BYTES));
        require(
                layout.sizeBytes() == sizeBytes,
                what,
                "its regions add up to " + layout.sizeBytes() + " bytes, not to " + sizeBytes);
        return layout;
    }

    /**
     * The owner that a copied header names.
     *
     * @param header the first {@link #BYTES} of a file that may be a segment, in native order
     * @return empty if it is none, or not a finished one of this version
     */
    static Optional<Owner> ownerIn(ByteBuffer header) {
        boolean ours = header.limit() >= BYTES
                && header.getLong(0) == MAGIC
                && header.getInt(LAYOUT_VERSION) == Layout.VERSION;
        return ours
                ? Optional.of(new Owner(
                        header.getLong(OWNER_PID), header.getLong(OWNER_START), header.getLong(OWNER_NAMESPACE)))
                : Optional.empty();
    }

    private static void require(boolean held, String what, String complaint) {
        if (!held) {
            throw new HarnessException("cannot attach " + what + ": " + complaint);
        }
    }
}
