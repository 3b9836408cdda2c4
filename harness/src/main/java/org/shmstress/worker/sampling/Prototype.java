package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.SlotStates;
import org.shmstress.api.spi.StatePlacement;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.protocol.Cell;
import org.shmstress.segment.View;
import org.shmstress.segment.WorkerMemory;

/**
 * A test's state as its constructor leaves it: which cells a slot consists of, and their initial bytes.
 *
 * @param cells what the state's construction allocated, in order
 * @param images initial bytes of each cell
 * @param places for each place of the state, where in which cell it lies: a flat state's places in order, or any other's slices and
 *     then its cells
 * @param sliceSizes size of each Slice field
 * @param states the state that loops move, unless they make their own
 * @param sequence digest of the allocations, which must not differ between constructions
 * @param graphDigest digest of which object refers to which, which must not differ either
 * @param varies whether two constructions gave different bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed on
record Prototype(
        List<Cell> cells,
        List<byte[]> images,
        List<Anchor> places,
        int[] sliceSizes,
        SlotStates states,
        long sequence,
        long graphDigest,
        boolean varies) {

    /** A place: this many bytes after the begin of that cell. */
    record Anchor(int cell, long delta) {
        /** By hand, as in {@link org.shmstress.protocol.Setting}. */
        @Override
        public boolean equals(Object o) {
            return o instanceof Anchor a && cell == a.cell && delta == a.delta;
        }

        @Override
        public int hashCode() {
            return 31 * cell + Long.hashCode(delta);
        }
    }

    /** Memory for a state under construction: from a page on, this many bytes. */
    record Scratch(long address, long sizeBytes) {}

    /** A cell at its place in scratch memory. */
    private record Part(long address, Cell cell) {}

    /**
     * How often a state is constructed before its bytes count as constant. A constructor that tosses one coin passes for constant
     * once in 2³¹ trials; and then it is merely tossed once for all slots.
     */
    private static final int CONSTRUCTIONS = 32;

    /**
     * Constructs states in scratch memory and takes their image.
     *
     * @throws CannotRunException if they differ in more than bytes: no reset could make up for that
     */
    static Prototype of(LiftedTest test, View memory, Scratch scratch, WorkerMemory slices) {
        GraphDigest graph = new GraphDigest();
        Prototype first = construct(test, memory, scratch, slices, graph);
        boolean varies = false;
        for (int c = 1; c < CONSTRUCTIONS; c++) {
            Prototype next = construct(test, memory, scratch, slices, graph);
            if (next.digest() != first.digest()) {
                throw varying(test);
            }
            varies |= !sameBytes(first.images, next.images);
        }
        return new Prototype(
                first.cells,
                first.images,
                first.places,
                first.sliceSizes,
                first.states,
                first.sequence,
                first.graphDigest,
                varies);
    }

    private static boolean sameBytes(List<byte[]> some, List<byte[]> others) {
        return Arrays.deepEquals(some.toArray(), others.toArray());
    }

    /** What becomes of a test whose constructions do not make the same objects. */
    static CannotRunException varying(LiftedTest test) {
        return new CannotRunException(
                "constructions vary: two states of " + test.getClass().getName()
                        + " allocate differently or refer to different objects, so processes cannot agree on one");
    }

    private static Prototype construct(
            LiftedTest test, View memory, Scratch scratch, WorkerMemory slices, GraphDigest graph) {
        memory.access().fill(memory.region(), scratch.address(), scratch.sizeBytes(), (byte) 0);
        slices.startAt(memory.region(), scratch.address(), scratch.address() + scratch.sizeBytes());
        long[] flat = flatAddresses(test, slices);
        StatePlacement placement = new StatePlacement(slices, memory.region(), flat);
        Object state = placement.during(() -> Construction.of(test));
        Slice[] fields = test.slices(state);
        List<Part> parts = slices.allocations().stream()
                .map(a ->
                        new Part(scratch.address() + a.position(), new Cell(a.sizeBytes(), a.alignment(), a.offset())))
                .toList();
        List<Anchor> places = anchors(placeAddresses(test, flat, fields, placement), parts);
        boolean isFlat = test.isFlat();
        return new Prototype(
                parts.stream().map(Part::cell).toList(),
                parts.stream().map(part -> bytes(memory, part)).toList(),
                places,
                Stream.of(fields).mapToInt(Slice::size).toArray(),
                isFlat ? SlotStates.NONE : new Replica(state, placement, fields),
                slices.sequence(),
                isFlat ? 0 : graph.of(state),
                false);
    }

    /** Makes room for a flat state's primitive fields; other states do so themselves. */
    private static long[] flatAddresses(LiftedTest test, WorkerMemory memory) {
        String types = test.places();
        long[] addresses = new long[test.isFlat() ? types.length() : 0];
        for (int p = 0; p < addresses.length; p++) {
            if (types.charAt(p) != 'L') {
                Cell cell = Cell.ofPrimitive(types.charAt(p));
                addresses[p] =
                        memory.allocate(cell.sizeBytes(), cell.alignment(), 0).address();
            }
        }
        return addresses;
    }

    private static List<Long> placeAddresses(LiftedTest test, long[] flat, Slice[] slices, StatePlacement placement) {
        List<Long> addresses = new ArrayList<>();
        String types = test.places();
        int slice = 0;
        for (int p = 0; p < types.length(); p++) {
            addresses.add(types.charAt(p) == 'L' ? slices[slice++].address() : flat[p]);
        }
        placement.cells().forEach(cell -> addresses.add(cell.base()));
        return addresses;
    }

    private static List<Anchor> anchors(List<Long> addresses, List<Part> parts) {
        return addresses.stream().map(address -> anchor(address, parts)).toList();
    }

    private static byte[] bytes(View memory, Part part) {
        byte[] image = new byte[part.cell().sizeBytes()];
        memory.access().copyTo(memory.region(), part.address(), image, 0, image.length);
        return image;
    }

    private static Anchor anchor(long address, List<Part> parts) {
        for (int c = 0; c < parts.size(); c++) {
            long delta = address - parts.get(c).address();
            if (delta >= 0 && delta < parts.get(c).cell().sizeBytes()) {
                return new Anchor(c, delta);
            }
        }
        throw new CannotRunException(
                "a Slice field holds memory that was not allocated by the state's constructor: use Slice.of there");
    }

    /**
     * Constructs a state at these addresses, one per cell, which must be zeroed.
     *
     * @throws CannotRunException if it is not one like this prototype
     */
    void constructAt(LiftedTest test, View memory, long[] cellAddresses, WorkerMemory slices, GraphDigest graph) {
        slices.replay(memory.region(), cellAddresses);
        StatePlacement placement = new StatePlacement(slices, memory.region(), flatAddresses(test, slices));
        Object state = placement.during(() -> Construction.of(test));
        if (slices.sequence() != sequence || (!test.isFlat() && graph.of(state) != graphDigest)) {
            throw varying(test);
        }
    }

    /** Equal for prototypes with equal cells, places and graphs, in every process. */
    long digest() {
        return 31 * (31 * sequence + places.hashCode()) + graphDigest;
    }
}
