package org.shmstress.calibration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DefectTableTest {

    private final DefectTable table = DefectTable.read();

    @Test
    void holdsAllDefectsAndControls() {
        assertEquals(136, table.rows().stream().filter(row -> !row.isControl()).count());
        assertEquals(
                18, table.rows().stream().filter(DefectTable.Row::isControl).count());
    }

    @Test
    void saysWhyARowIsUnreachable() {
        assertTrue(table.find("D-013").orElseThrow().unreachable().orElseThrow().contains("model check"));
        assertTrue(table.find("D-001").orElseThrow().unreachable().isEmpty());
    }

    @Test
    void neverGivesUpOnAControl() {
        assertAll(table.rows().stream()
                .filter(DefectTable.Row::isControl)
                .map(row -> () -> assertFalse(row.unreachable().isPresent(), row.id())));
    }
}
