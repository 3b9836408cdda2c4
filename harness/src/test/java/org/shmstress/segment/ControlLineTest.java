package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.shmstress.api.spi.BufferAccess;

final class ControlLineTest {

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(8_192).order(ByteOrder.nativeOrder());
    private final ControlLine line = new ControlLine(new BufferAccess(), bytes, 128);

    @Test
    void eachOccupantIsAnotherIncarnation() {
        line.releaseAttached(10, 20);
        line.releaseAttached(11, 21);
        assertEquals(ControlLine.State.ATTACHED, line.acquireState());
        assertEquals(new ControlLine.Occupant(2, 11, 21), line.plainOccupant());
    }

    @Test
    void lastWordsAreCutToTheLineAndTheNeighboursStayUntouched() {
        line.releaseError("x".repeat(500));
        line.opaqueProgress(-1);
        line.releaseState(ControlLine.State.DONE);
        line.releaseAttached(-1, -1);
        assertEquals("x".repeat(92), line.acquireError());
        for (int i = 0; i < bytes.capacity(); i++) {
            if (i < 128 || i >= 128 + Layout.CONTROL_LINE_BYTES) {
                assertEquals(0, bytes.get(i), "byte " + i);
            }
        }
    }

    @Test
    void freshLineIsEmptyAndSilent() {
        assertEquals(ControlLine.State.EMPTY, line.acquireState());
        assertEquals("", line.acquireError());
        assertEquals(0, line.opaqueProgress());
    }

    @Test
    void progressCanBeWrittenByAddress() {
        new BufferAccess().putLongOpaque(bytes, line.progressAddress(), 41);
        assertEquals(41, line.opaqueProgress());
    }

    @Test
    void overwrittenStateIsNoticed() {
        bytes.putInt(128, 99);
        assertThrows(IllegalStateException.class, line::acquireState);
    }
}
