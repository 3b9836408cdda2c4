package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdleBoundTest {

    @Test
    void takesAQuarterOfTheMemoryAtMost() {
        assertEquals(32, IdleBound.within(8L << 30));
    }

    @Test
    void keepsSomeWorkersHoweverLittleThereIsAndNeverHundreds() {
        assertEquals(8, IdleBound.within(0));
        assertEquals(96, IdleBound.within(1L << 40));
    }

    @Test
    void knowsThisMachine() {
        assertTrue(IdleBound.ofThisMachine() >= 8);
    }
}
