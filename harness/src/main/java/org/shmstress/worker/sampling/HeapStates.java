package org.shmstress.worker.sampling;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.SlotStates;
import org.shmstress.protocol.Cell;
import org.shmstress.segment.ThreadMemory;
import org.shmstress.segment.View;
import org.shmstress.segment.WorkerMemory;

/**
 * One state object per slot on the heap, shared by the actors of one process.
 *
 * <p>Elements are plain: a slot's owner replaces the object before the meeting that opens a round, actors read it after. What
 * slices a constructor asks for lies outside of the heap, at the same place for each object of a slot.
 */
final class HeapStates extends SlotStates {

    /** States constructed to see what one takes. */
    private static final int TYPICAL = 16;

    private final LiftedTest test;
    private final ThreadMemory slices;
    private final View memory;
    private final long base;
    private final Cell sliceCell;
    private final int most;
    private final Object[] states;
    private final @Nullable Object[][] results;

    /**
     * States for up to so many slots; constructs one to see what it needs.
     *
     * @param memory where slices lie
     * @param base address of the first, on a page
     * @param sizeBytes how much room there is
     */
    HeapStates(LiftedTest test, ThreadMemory slices, View memory, long base, long sizeBytes, int slots) {
        this.test = test;
        this.slices = slices;
        this.memory = memory;
        this.base = base;
        this.states = new Object[slots];
        this.results =
                new Object[test.results().indexOf('L') < 0 ? 0 : test.results().length()][slots];
        WorkerMemory first = slices.ofThisThread();
        first.startAt(memory.region(), base, base + sizeBytes);
        Construction.of(test);
        int alignment = first.allocations().stream()
                .mapToInt(WorkerMemory.Allocation::alignment)
                .max()
                .orElse(1);
        int bytes = (int) (first.end() - base);
        this.sliceCell = new Cell((bytes + alignment - 1) & -alignment, alignment, 0);
        this.most = most(slots);
    }

    /** How many states a quarter of the heap has room for, by what some take; at least one. */
    private int most(int wanted) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long room = Runtime.getRuntime().maxMemory() / 4;
        long before = threads.getCurrentThreadAllocatedBytes();
        long taken = 0;
        int constructed = 0;
        while (constructed < TYPICAL && taken < room) {
            reset(0, 1);
            constructed++;
            taken = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return (int) Math.max(1, Math.min(wanted, room / Math.max(1, taken / constructed)));
    }

    /** For so many slots there is room. */
    int most() {
        return most;
    }

    /** The slices of a state as one cell; none for a state that has none. */
    List<Cell> cells() {
        return sliceCell.sizeBytes() == 0 ? List.of() : List.of(sliceCell);
    }

    /** Constructs slots {@code [from, to)} anew. */
    void reset(int from, int to) {
        int bytes = sliceCell.sizeBytes();
        WorkerMemory mine = slices.ofThisThread();
        for (int i = from; i < to; i++) {
            if (bytes > 0) {
                long at = base + (long) bytes * i;
                memory.access().fill(memory.region(), at, bytes, (byte) 0);
                mine.startAt(memory.region(), at, at + bytes);
            }
            states[i] = Construction.of(test);
        }
    }

    @Override
    public Object at(int slot) {
        return states[slot];
    }

    /** Plain, as result columns are: each element is written by one actor, and read after a meeting. */
    @Override
    public void keep(int field, int slot, @Nullable Object value) {
        results[field][slot] = value;
    }

    @Override
    public @Nullable Object kept(int field, int slot) {
        return results[field][slot];
    }
}
