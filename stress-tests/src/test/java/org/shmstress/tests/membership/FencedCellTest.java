package org.shmstress.tests.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.shmstress.api.Slice;

class FencedCellTest {

    private final Slice word = Slice.of(FencedCell.BYTES, 8, 0);
    private final FencedCell cell = new FencedCell(word);

    @Test
    void olderTokenIsRefused() {
        assertTrue(cell.admit(7));
        assertTrue(cell.admit(8));
        assertFalse(cell.admit(7));
        assertTrue(cell.admit(8), "it still is the newest");
    }

    @Test
    void numberOutlivesTheTokenUnderWhichItWasWritten() {
        cell.admit(7);
        word.putLong(0, FencedCell.word(7, 41));
        cell.admit(8);
        assertEquals(41, cell.acquireNumber());
        assertEquals(FencedCell.word(8, 41), word.getLong(0));
    }
}
