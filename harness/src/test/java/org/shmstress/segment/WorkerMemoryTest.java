package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.api.spi.SliceMemory;

final class WorkerMemoryTest {

    private static final Object REGION = "region";

    private final WorkerMemory memory = new WorkerMemory(AccessPath.BYTE_BUFFER);

    @Test
    void slicesFollowEachOtherAlignedAndDoNotOverlap() {
        memory.startAt(REGION, 4_096, 8_192);
        assertEquals(new SliceMemory.Location(REGION, 4_096), memory.allocate(5, 8, 0));
        assertEquals(new SliceMemory.Location(REGION, 4_104), memory.allocate(8, 8, 0));
        assertEquals(new SliceMemory.Location(REGION, 4_096 + 61), memory.allocate(8, 64, 61));
        assertEquals(new SliceMemory.Location(REGION, 4_096 + 69), memory.allocate(1, 1, 0));
        assertEquals(4_096 + 70, memory.end());
    }

    @Test
    void equalConstructionsHaveEqualLogsWhereverTheyStart() {
        memory.startAt(REGION, 4_096, 8_192);
        construct();
        List<WorkerMemory.Allocation> first = memory.allocations();
        memory.startAt(REGION, 1 << 20, 1 << 21);
        construct();
        assertEquals(first, memory.allocations());
        assertEquals(new WorkerMemory.Allocation(4, 64, 60, 60), first.get(1));
    }

    private void construct() {
        memory.allocate(3, 8, 0);
        memory.allocate(4, 64, 60);
    }

    @Test
    void offsetThatWasPassedGoesToTheNextAlignedPlace() {
        memory.startAt(REGION, 4_096, 8_192);
        memory.allocate(10, 8, 0);
        assertEquals(4_096 + 64 + 4, memory.allocate(4, 64, 4).address());
    }

    @Test
    void fullAreaIsReportedAndExactFitIsNot() {
        memory.startAt(REGION, 0, 64);
        memory.allocate(64, 8, 0);
        IllegalStateException full = assertThrows(IllegalStateException.class, () -> memory.allocate(1, 1, 0));
        assertTrue(full.getMessage().contains("64 bytes were set aside, 64 are in use"), full.getMessage());
    }

    @Test
    void sliceBeforeTheEngineSaidWhereIsRefused() {
        assertThrows(IllegalStateException.class, () -> memory.allocate(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> memory.startAt(REGION, 10, 9));
    }
}
