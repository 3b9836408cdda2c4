package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.StatePlacement;
import org.shmstress.protocol.Cell;
import org.shmstress.worker.sampling.SlotAllocator.Allocation;

/**
 * A test's state as its constructor leaves it: which cells a slot consists of, and their initial bytes.
 *
 * @param cells primitive fields in order, then what slices were allocated
 * @param images initial bytes of each cell
 * @param places for each place of the state, where in which cell it lies
 * @param sliceSizes size of each Slice field
 */
record Prototype(List<Cell> cells, List<byte[]> images, List<Anchor> places, int[] sliceSizes) {

    /** A place: this many bytes after the begin of that cell. */
    record Anchor(int cell, long delta) {}

    /**
     * Constructs a state twice in scratch memory and takes its image.
     *
     * @throws HarnessException of kind USAGE if the two differ: a reset could not bring initial values back
     */
    static Prototype of(
            LiftedTest test, SliceAccess access, Object region, long scratch, long scratchBytes, SlotAllocator allocator) {
        Prototype first = construct(test, access, region, scratch, scratchBytes, allocator);
        Prototype second = construct(test, access, region, scratch, scratchBytes, allocator);
        if (first.digest() != second.digest()) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "constructor values vary: two states of " + test.getClass().getName() + " differ after construction, so"
                            + " slots cannot be reset to the same begin");
        }
        return first;
    }

    private static Prototype construct(
            LiftedTest test, SliceAccess access, Object region, long scratch, long scratchBytes, SlotAllocator allocator) {
        access.fill(region, scratch, scratchBytes, (byte) 0);
        String types = test.places();
        List<Allocation> parts = new ArrayList<>();
        long next = scratch;
        long[] addresses = new long[types.length()];
        for (int p = 0; p < addresses.length; p++) {
            if (types.charAt(p) != 'L') {
                Cell cell = Cell.ofPrimitive(types.charAt(p));
                addresses[p] = next;
                parts.add(new Allocation(next, cell.sizeBytes(), cell.alignment(), cell.offset()));
                next += Long.BYTES;
            }
        }
        StatePlacement.place(region, addresses);
        allocator.startAt(region, (next + 4095) & -4096, scratch + scratchBytes);
        Slice[] slices = test.slices(test.construct());
        parts.addAll(allocator.allocations());
        return new Prototype(
                parts.stream().map(a -> new Cell(a.sizeBytes(), a.alignment(), a.offset())).toList(),
                parts.stream().map(a -> bytes(access, region, a)).toList(),
                anchors(types, addresses, slices, parts),
                Stream.of(slices).mapToInt(Slice::size).toArray());
    }

    private static byte[] bytes(SliceAccess access, Object region, Allocation part) {
        byte[] image = new byte[part.sizeBytes()];
        access.copyTo(region, part.address(), image, 0, image.length);
        return image;
    }

    private static List<Anchor> anchors(String types, long[] addresses, Slice[] slices, List<Allocation> parts) {
        List<Anchor> anchors = new ArrayList<>();
        int slice = 0;
        for (int p = 0; p < addresses.length; p++) {
            boolean isSlice = types.charAt(p) == 'L';
            anchors.add(anchor(isSlice ? slices[slice++].address() : addresses[p], parts));
        }
        return List.copyOf(anchors);
    }

    private static Anchor anchor(long address, List<Allocation> parts) {
        for (int c = 0; c < parts.size(); c++) {
            long delta = address - parts.get(c).address();
            if (delta >= 0 && delta < parts.get(c).sizeBytes()) {
                return new Anchor(c, delta);
            }
        }
        throw new HarnessException(
                HarnessException.Kind.USAGE,
                "a Slice field holds memory that was not allocated by the state's constructor: use Slice.of there");
    }

    /** Equal for prototypes with equal cells, images and places, in every process. */
    long digest() {
        long digest = 31L * cells.hashCode() + places.hashCode();
        for (byte[] image : images) {
            digest = 31 * digest + Arrays.hashCode(image);
        }
        return digest;
    }
}
