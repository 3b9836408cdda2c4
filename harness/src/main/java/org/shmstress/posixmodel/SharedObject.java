package org.shmstress.posixmodel;

import java.util.HashMap;
import java.util.Map;
import org.shmstress.script.Seal;

/**
 * A shared-memory object. It has two contents, which differ only by bytes that were stored in the last page past the end:
 * POSIX lets them vanish, Linux keeps them.
 *
 * <ul>
 *   <li>POSIX, {@code mmap}: "the system shall always zero-fill any partial page at the end of an object"; {@code ftruncate}:
 *       the extended area "shall appear as if it were zero-filled".
 *   <li>Linux's tmpfs: a store past the end but in the last page stays in that page, is seen by every process, and becomes data
 *       when the object grows over it. Shrinking, or setting the same size again, zeroes what lies past the end.
 * </ul>
 *
 * <p>A read may answer by either of them.
 *
 * @param id number of the object, counted by creation
 * @param sizeBytes its size
 * @param posix its bytes as POSIX promises them: zero from the size on
 * @param linux its bytes as Linux keeps them
 * @param attributes mode, seals and locks
 * @param disturbed whether workers may have written what no step told: its bytes are open from then on
 * @param unsettled by offset, how much traffic runs on that long: its value is open until none does
 */
record SharedObject(
        int id,
        long sizeBytes,
        Contents posix,
        Contents linux,
        Attributes attributes,
        boolean disturbed,
        Map<Long, Integer> unsettled) {

    SharedObject {
        unsettled = Map.copyOf(unsettled);
    }

    static SharedObject empty(int id, Attributes attributes) {
        return new SharedObject(id, 0, Contents.ZERO, Contents.ZERO, attributes, false, Map.of());
    }

    SharedObject resized(long bytes) {
        return bytes <= sizeBytes
                ? new SharedObject(id, bytes, posix.cutAt(bytes), linux.cutAt(bytes), attributes, disturbed, unsettled)
                : new SharedObject(id, bytes, posix, linux, attributes, disturbed, unsettled);
    }

    SharedObject written(long offset, byte[] bytes) {
        Contents visible = posix.write(offset, bytes).cutAt(sizeBytes);
        return new SharedObject(id, sizeBytes, visible, linux.write(offset, bytes), attributes, disturbed, unsettled);
    }

    SharedObject with(Attributes other) {
        return new SharedObject(id, sizeBytes, posix, linux, other, disturbed, unsettled);
    }

    boolean hasSeal(Seal seal) {
        return attributes.seals().contains(seal);
    }

    /** The same after a worker wrote what it likes. */
    SharedObject withDisturbance() {
        return new SharedObject(id, sizeBytes, posix, linux, attributes, true, unsettled);
    }

    /** Whether nobody can say what any byte of the range is. */
    boolean isOpen(long offset, long length) {
        return disturbed || isUnsettled(offset, length);
    }

    /** Whether traffic runs on any byte of the range. */
    boolean isUnsettled(long offset, long length) {
        return unsettled.keySet().stream().anyMatch(at -> at < offset + length && offset < at + Long.BYTES);
    }

    SharedObject withTraffic(long offset) {
        return withUnsettled(offset, 1);
    }

    /** One traffic on that long is over and has added so much to it. */
    SharedObject settled(long offset, long increments) {
        long sum = Longs.of(posix.read(offset, Long.BYTES)) + increments;
        return written(offset, Longs.bytes(sum, Long.BYTES)).withUnsettled(offset, -1);
    }

    private SharedObject withUnsettled(long offset, int change) {
        Map<Long, Integer> counts = new HashMap<>(unsettled);
        counts.merge(offset, change, Integer::sum);
        counts.values().removeIf(n -> n == 0);
        return new SharedObject(id, sizeBytes, posix, linux, attributes, disturbed, counts);
    }
}
