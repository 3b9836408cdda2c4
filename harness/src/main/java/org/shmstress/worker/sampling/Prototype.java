package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.StatePlacement;
import org.shmstress.protocol.Cell;
import org.shmstress.segment.View;
import org.shmstress.segment.WorkerMemory;

/**
 * A test's state as its constructor leaves it: which cells a slot consists of, and their initial bytes.
 *
 * @param cells primitive fields in order, then what slices were allocated
 * @param images initial bytes of each cell
 * @param places for each place of the state, where in which cell it lies
 * @param sliceSizes size of each Slice field
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed on
record Prototype(List<Cell> cells, List<byte[]> images, List<Anchor> places, int[] sliceSizes) {

    /** A place: this many bytes after the begin of that cell. */
    record Anchor(int cell, long delta) {}

    /** Memory for a state under construction: from a page on, this many bytes. */
    record Scratch(long address, long sizeBytes) {}

    /** A cell at its place in scratch memory. */
    private record Part(long address, Cell cell) {}

    private static final long PAGE_BYTES = 4096;

    /**
     * Constructs a state twice in scratch memory and takes its image.
     *
     * @throws HarnessException of kind USAGE if the two differ: a reset could not bring initial values back
     */
    static Prototype of(LiftedTest test, View memory, Scratch scratch, WorkerMemory slices) {
        Prototype first = construct(test, memory, scratch, slices);
        Prototype second = construct(test, memory, scratch, slices);
        if (first.digest() != second.digest()) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "constructor values vary: two states of " + test.getClass().getName()
                            + " differ after construction, so" + " slots cannot be reset to the same begin");
        }
        return first;
    }

    private static Prototype construct(LiftedTest test, View memory, Scratch scratch, WorkerMemory slices) {
        memory.access().fill(memory.region(), scratch.address(), scratch.sizeBytes(), (byte) 0);
        String types = test.places();
        List<Part> parts = new ArrayList<>();
        long[] addresses = new long[types.length()];
        long next = scratch.address();
        for (int p = 0; p < addresses.length; p++) {
            if (types.charAt(p) != 'L') {
                addresses[p] = next;
                parts.add(new Part(next, Cell.ofPrimitive(types.charAt(p))));
                next += Long.BYTES;
            }
        }
        StatePlacement.place(memory.region(), addresses);
        long sliceStart = (next + PAGE_BYTES - 1) & -PAGE_BYTES;
        slices.startAt(memory.region(), sliceStart, scratch.address() + scratch.sizeBytes());
        Slice[] fields = test.slices(test.construct());
        for (WorkerMemory.Allocation a : slices.allocations()) {
            parts.add(new Part(sliceStart + a.position(), new Cell(a.sizeBytes(), a.alignment(), a.offset())));
        }
        return new Prototype(
                parts.stream().map(Part::cell).toList(),
                parts.stream().map(part -> bytes(memory, part)).toList(),
                anchors(types, addresses, fields, parts),
                Stream.of(fields).mapToInt(Slice::size).toArray());
    }

    private static byte[] bytes(View memory, Part part) {
        byte[] image = new byte[part.cell().sizeBytes()];
        memory.access().copyTo(memory.region(), part.address(), image, 0, image.length);
        return image;
    }

    private static List<Anchor> anchors(String types, long[] addresses, Slice[] slices, List<Part> parts) {
        List<Anchor> anchors = new ArrayList<>();
        int slice = 0;
        for (int p = 0; p < addresses.length; p++) {
            boolean isSlice = types.charAt(p) == 'L';
            anchors.add(anchor(isSlice ? slices[slice++].address() : addresses[p], parts));
        }
        return List.copyOf(anchors);
    }

    private static Anchor anchor(long address, List<Part> parts) {
        for (int c = 0; c < parts.size(); c++) {
            long delta = address - parts.get(c).address();
            if (delta >= 0 && delta < parts.get(c).cell().sizeBytes()) {
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
