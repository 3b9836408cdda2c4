package org.shmstress.reports.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {

    private static String plain(String words) {
        return words.replace(Words.NBSP, " ");
    }

    @Test
    void rareSharesAreGivenAsPowersOfTen() {
        assertEquals("5.1 × 10⁻⁷", plain(Words.share(1_027, 1_996_331_612L)));
        assertEquals("21.13 %", plain(Words.share(421_906_118L, 1_996_331_612L)));
    }

    @Test
    void almostAllNeverReadsAsAll() {
        assertEquals("99.99 %", plain(Words.share(999_999_999L, 1_000_000_000L)));
        assertEquals("99 %", plain(Words.smallShare(999_999_999L, 1_000_000_000L)));
        assertEquals("100 %", plain(Words.share(7, 7)));
    }

    @Test
    void nothingIsZeroAndNotASmallNumber() {
        assertEquals("0", Words.share(0, 10));
        assertEquals("0", Words.smallShare(0, 0));
    }

    @Test
    void largeCountsAreRoundedAndSmallOnesExact() {
        assertEquals("999,999", Words.large(999_999));
        assertEquals("9.8 × 10⁹", plain(Words.large(9_812_345_678L)));
        assertEquals("1.0 × 10⁷", plain(Words.large(9_999_999)));
    }

    @Test
    void timesGrowTheirUnits() {
        assertEquals("0.31 s", plain(Words.seconds(0.31)));
        assertEquals("3 min 4 s", plain(Words.seconds(184.2)));
        assertEquals("2 h 5 min", plain(Words.seconds(7_500)));
        assertEquals("999 ns", plain(Words.nanos(999)));
        assertEquals("130 µs", plain(Words.nanos(130_000)));
        assertEquals("1.5 ms", plain(Words.nanos(1_500_000)));
    }

    @Test
    void bytesAreGivenInBinaryUnits() {
        assertEquals("512 bytes", plain(Words.bytes(512)));
        assertEquals("64.0 MiB", plain(Words.bytes(64L << 20)));
    }

    @Test
    void momentIsReadableAndNonsenseStays() {
        assertEquals("20 November 2026, 09:15 UTC", Words.moment("2026-11-20T09:15:00Z"));
        assertEquals("noon", Words.moment("noon"));
    }
}
