package org.shmstress.api.spi;

import org.shmstress.api.spi.SlotCell.Cursor;

/**
 * Memory that one actor has for itself: for arrays, stand-ins and objects of shared classes that are made outside of a
 * construction. Nothing but local variables can refer to these, as references in shared objects never change; so they are forgotten
 * when the actor turns to the next slot. What a static initializer makes is kept.
 *
 * <pre>
 * start            next                     kept            limit
 *   | made for this slot → |      free        | ← by initializers |
 * </pre>
 */
public final class PrivateMemory {

    private static final ThreadLocal<PrivateMemory> CURRENT = new ThreadLocal<>();

    private final Object region;
    private final long start;
    private final Cursor fixed = new Cursor();
    private long next;
    private long kept;
    private int initializers;

    private PrivateMemory(Object region, long start, long sizeBytes) {
        this.region = region;
        this.start = start;
        this.next = start;
        this.kept = start + sizeBytes;
    }

    /**
     * Gives the calling thread private memory, in place of what it had.
     *
     * @param region the mapping, in the access path's terms
     * @param address where the memory begins, on a line of its own
     * @param sizeBytes how much there is
     */
    public static PrivateMemory install(Object region, long address, long sizeBytes) {
        PrivateMemory memory = new PrivateMemory(region, address, sizeBytes);
        CURRENT.set(memory);
        return memory;
    }

    /** The calling thread's. */
    public static PrivateMemory current() {
        PrivateMemory memory = CURRENT.get();
        if (memory == null) {
            throw new IllegalStateException("shared objects were made by a thread that is no actor");
        }
        return memory;
    }

    /** True while a static initializer runs, perhaps in the midst of a construction. */
    static boolean isInitializing() {
        PrivateMemory memory = CURRENT.get();
        return memory != null && memory.initializers > 0;
    }

    /** Called at the begin of a lifted class's static initializer. */
    public static void enterInitializer() {
        current().initializers++;
    }

    /** Called at the end of a lifted class's static initializer. */
    public static void leaveInitializer() {
        current().initializers--;
    }

    /** Forgets what was made for the slot before. */
    public void forget() {
        next = start;
    }

    SlotCell allocate(int sizeBytes, int alignment) {
        long aligned = next + alignment - 1 & -(long) alignment;
        if (sizeBytes > kept - aligned) {
            throw new IllegalStateException("no room for " + sizeBytes
                    + " more bytes of what an actor makes for itself: more than " + (kept - start) + " in one sample");
        }
        long address = aligned;
        if (initializers > 0) {
            kept = kept - sizeBytes & -(long) alignment;
            address = kept;
        } else {
            next = aligned + sizeBytes;
        }
        CellAccess.ACCESS.fill(region, address, sizeBytes, (byte) 0);
        return new SlotCell(region, address, fixed);
    }
}
