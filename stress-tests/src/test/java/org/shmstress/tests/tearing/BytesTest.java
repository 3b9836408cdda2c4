package org.shmstress.tests.tearing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void tellsOldFromNewInEachPart() {
        long firstThreeArrived = 0x0000_0000_003F_3F3FL;
        assertEquals(Bytes.NEW, Bytes.state(firstThreeArrived, 0, 3));
        assertEquals(Bytes.OLD, Bytes.state(firstThreeArrived, 3, 8));
    }

    @Test
    void seesMixtureInsideAPart() {
        assertEquals(Bytes.MIXED, Bytes.state(0x3F00L, 0, 2));
        assertEquals(Bytes.MIXED, Bytes.state(0x3F00_0000_0000_0000L, 0, 8));
    }

    @Test
    void seesBytesThatNobodyStored() {
        assertEquals(Bytes.ALIEN, Bytes.state(0x3F01L, 0, 2));
        assertEquals(Bytes.ALIEN, Bytes.state(-1L, 0, 8));
    }

    @Test
    void looksOnlyAtItsOwnBytes() {
        assertEquals(Bytes.OLD, Bytes.state(0xFFFF_FFFF_0000_0000L, 0, 4));
        assertEquals(Bytes.NEW, Bytes.state(Bytes.NEW_LONG, 0, 8));
        assertEquals(Bytes.OLD, Bytes.state(0L, 0, 8));
    }

    @Test
    void signOfANarrowValueIsOutsideItsBytes() {
        assertEquals(Bytes.ALIEN, Bytes.state((short) 0x8000, 0, 2));
        assertEquals(Bytes.NEW, Bytes.state(Bytes.NEW_SHORT, 0, 2));
        assertEquals(Bytes.NEW, Bytes.state(Bytes.NEW_INT, 0, 4));
        assertEquals(Bytes.NEW, Bytes.state(Bytes.NEW_CHAR, 0, 2));
    }

    @Test
    void tellsHowMuchOfAnArrayArrived() {
        assertEquals(Bytes.OLD, Bytes.state(new byte[] {0, 0}));
        assertEquals(Bytes.MIXED, Bytes.state(new byte[] {Bytes.NEW_BYTE, 0}));
        assertEquals(Bytes.NEW, Bytes.state(new byte[] {Bytes.NEW_BYTE, Bytes.NEW_BYTE}));
        assertEquals(Bytes.ALIEN, Bytes.state(new byte[] {Bytes.NEW_BYTE, 1}));
    }
}
