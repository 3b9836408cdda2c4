package org.shmstress.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.protocol.Cell;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.SlotMap;

class SettingTableTest {

    private static final List<Cell> TWO_INTS = List.of(Cell.ofPrimitive('I'), Cell.ofPrimitive('I'));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void everySettingIsOneThatTheEngineCanRun(int actors) {
        List<Setting> table = SettingTable.forTest(actors, TWO_INTS);
        assertEquals(table.size(), new HashSet<>(table).size());
        for (Setting setting : table) {
            assertEquals(1, Integer.bitCount(setting.slots()), setting.describe());
            assertEquals(1, Integer.bitCount(setting.chunk()), setting.describe());
            assertTrue(setting.chunk() <= setting.slots(), setting.describe());
            assertEquals(actors, setting.order().size(), setting.describe());
            setting.order().forEach(x -> assertTrue(x < setting.chunk(), setting.describe()));
        }
    }

    @Test
    void offersEveryLayoutSmallChunksAndChunksForCrowdedCpus() {
        List<Setting> table = SettingTable.forTest(2, TWO_INTS);
        for (Setting.SlotLayout layout : Setting.SlotLayout.values()) {
            assertTrue(table.stream().anyMatch(s -> s.layout() == layout), layout.name());
        }
        assertTrue(table.stream().anyMatch(s -> s.chunk() <= 32));
        assertTrue(table.stream().anyMatch(s -> s.chunk() == s.slots()));
    }

    @Test
    void actorsThatCrossDoSoInDifferentOrders() {
        SettingTable.forTest(3, TWO_INTS).stream()
                .filter(s -> s.order().get(1) > 2)
                .forEach(s -> assertEquals(3, new HashSet<>(s.order()).size(), s.describe()));
    }

    @Test
    void plannedMemoryHoldsEverySettingAndTheScratchOfEachActor() {
        List<Setting> table = SettingTable.forTest(4, TWO_INTS);
        long bytes = SettingTable.slotsBytes(4, TWO_INTS, table);
        assertEquals(0, bytes % 4096);
        assertTrue(bytes / 4 >= 4096);
        table.forEach(s -> assertTrue(SlotMap.of(TWO_INTS, s).totalBytes() <= bytes, s.describe()));
        assertTrue(SettingTable.resultsBytes("JJ", table) >= 2 * 8 * 8192);
    }
}
