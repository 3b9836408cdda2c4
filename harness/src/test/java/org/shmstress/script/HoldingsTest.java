package org.shmstress.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.script.Action.Call;

class HoldingsTest {

    private static final int PAGE = 4096;

    private final Holdings holdings = new Holdings(PAGE);

    private void made(String call, long returned) {
        Call parsed = (Call) Action.parse("call " + call);
        holdings.learn(parsed, holdings.resolve(parsed.arguments()), returned);
    }

    private List<String> farewell() {
        return holdings.farewell().stream().map(Call::text).toList();
    }

    @Test
    void aBoundDescriptorIsItsNumberAndIsClosedInTheEnd() {
        made("shm_open \"/x\" 66 384 as fd:a", 7);
        assertEquals(List.of(7L), holdings.resolve(List.of(new Argument.Descriptor("a"))));
        assertEquals(List.of("call close 7"), farewell());
    }

    @Test
    void whatTheScriptItselfGaveBackIsNotGivenBackAgain() {
        made("dup 3 as fd:a", 7);
        made("mmap 0 8192 3 1 fd:a 0 as @m", 0x10000);
        made("close fd:a", 0);
        made("munmap @m 8192", 0);
        assertEquals(List.of(), farewell());
    }

    @Test
    void aCallThatFailedChangesNothing() {
        made("dup 3 as fd:a", 7);
        made("close fd:a", -1);
        made("open \"/x\" 0", -1);
        assertEquals(List.of("call close 7"), farewell());
    }

    @Test
    void descriptorsThatNoHandleNamesAreFollowedToo() {
        made("open \"/x\" 0", 9);
        made("fcntl 9 1030 0", 10);
        made("fcntl 9 3 0", 2);
        assertEquals(List.of("call close 9", "call close 10"), farewell());
        made("close_range 0 9 0", 0);
        assertEquals(List.of("call close 10"), farewell());
    }

    @Test
    void aHoleInAMappingLeavesBothSides() {
        made("mmap 0 16384 3 1 -1 0 as @m", 0x10000);
        made("munmap @m+4096 1", 0);
        assertEquals(List.of("call munmap 65536 4096", "call munmap 73728 8192"), farewell());
        assertTrue(holdings.holds("m", 0, PAGE));
        assertFalse(holdings.holds("m", 4096, 1));
        assertFalse(holdings.holds("m", 0, PAGE + 1));
        assertTrue(holdings.holds("m", 8192, 8192));
    }

    @Test
    void aMappingThatMovedIsWhereItWent() {
        made("mmap 0 4096 3 1 -1 0 as @m", 0x10000);
        made("mremap @m 4096 8192 1 as @n", 0x40000);
        assertEquals(List.of("call munmap 262144 8192"), farewell());
        assertFalse(holdings.holds("m", 0, 1));
        assertTrue(holdings.holds("n", 0, 8192));
    }

    @Test
    void anUnknownHandleStandsForNothing() {
        assertThrows(
                IllegalArgumentException.class, () -> holdings.resolve(List.of(new Argument.Pointer("absent", 0))));
    }

    @Test
    void aNamedSemaphoreIsClosedAsOftenAsItWasOpened() {
        made("sem_open \"/x\" 64 384 1 as @s", 0x5000);
        made("sem_open \"/x\" 0 as @s", 0x5000);
        made("sem_close @s", 0);
        assertEquals(List.of("call sem_close 20480"), farewell());
    }

    @Test
    void forgettingLeavesThePrivateMemory() {
        holdings.lend(Argument.SCRATCH, new Holdings.Memory(0x9000, Argument.SCRATCH_BYTES));
        made("dup 3 as fd:a", 7);
        holdings.forget();
        assertEquals(List.of(), farewell());
        assertEquals(
                Optional.of(new Holdings.Memory(0x9000, Argument.SCRATCH_BYTES)), holdings.memory(Argument.SCRATCH));
        assertTrue(holdings.holds(Argument.SCRATCH, 100, 8));
    }

    @Test
    void aForkedChildHoldsTheSameAndThenItsOwn() {
        made("dup 3 as fd:a", 7);
        Holdings child = holdings.copy();
        made("close fd:a", 0);
        assertEquals(List.of(), farewell());
        assertEquals(
                List.of("call close 7"),
                child.farewell().stream().map(Call::text).toList());
    }
}
