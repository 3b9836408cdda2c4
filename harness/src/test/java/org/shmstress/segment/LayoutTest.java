package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;

final class LayoutTest {

    @Test
    void everyRegionStartsOnItsOwnPageAndHoldsWhatWasAskedFor() {
        for (int workers : new int[] {1, 2, 31, 32, 64, 1_024}) {
            for (long bytes : new long[] {0, 1, 4_095, 4_096, 4_097, 1_000_000}) {
                for (int page : new int[] {4_096, 65_536}) {
                    check(new Layout(workers, page, bytes, bytes + 1, bytes));
                }
            }
        }
    }

    private static void check(Layout layout) {
        int page = layout.pageBytes();
        int last = layout.workers() - 1;
        long[] starts = {
            0,
            layout.controlOffset(),
            layout.flightOffset(0),
            layout.engineOffset(),
            layout.slotsOffset(),
            layout.resultsOffset(),
            layout.sizeBytes()
        };
        long[] ends = {
            Header.BYTES,
            layout.controlLineOffset(last) + Layout.CONTROL_LINE_BYTES,
            layout.flightOffset(last) + page,
            layout.engineOffset() + layout.engineBytes(),
            layout.slotsOffset() + layout.slotsBytes(),
            layout.resultsOffset() + layout.resultsBytes()
        };
        for (int i = 0; i < ends.length; i++) {
            assertEquals(0, starts[i] % page, layout.toString());
            assertTrue(ends[i] <= starts[i + 1], "region " + i + " of " + layout);
            assertTrue(
                    starts[i + 1] - ends[i] < page + (i == 0 ? page : 1), "waste after region " + i + " of " + layout);
        }
    }

    @Test
    void regionsTellWhatLiesWhereWithoutOverlap() {
        Layout layout = new Layout(3, 4_096, 100, 8_192, 0);
        assertEquals(
                List.of("header 0", "control 4096", "flight 8192", "engine 20480", "slots 24576"),
                layout.regions().stream().map(r -> r.name() + " " + r.offset()).toList());
        long end = 0;
        for (Layout.Region region : layout.regions()) {
            assertTrue(region.offset() >= end, region.toString());
            end = region.offset() + region.sizeBytes();
        }
        assertTrue(end <= layout.sizeBytes());
    }

    @Test
    void everyWorkerHasALineOfItsOwnBesideTheAbortWord() {
        Layout layout = Layout.of(3, 0, 0, 0);
        assertEquals(layout.abortOffset() + 128, layout.controlLineOffset(0));
        assertEquals(layout.controlLineOffset(0) + 128, layout.controlLineOffset(1));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.controlLineOffset(3));
        assertThrows(IndexOutOfBoundsException.class, () -> layout.flightOffset(-1));
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThrows(HarnessException.class, () -> Layout.of(0, 0, 0, 0));
        assertThrows(HarnessException.class, () -> Layout.of(1_025, 0, 0, 0));
        assertThrows(HarnessException.class, () -> Layout.of(2, -1, 0, 0));
        assertThrows(HarnessException.class, () -> Layout.of(2, 0, Long.MAX_VALUE, 0));
        assertThrows(HarnessException.class, () -> Layout.of(2, 0, 1L << 30, 1L << 30));
        assertThrows(HarnessException.class, () -> new Layout(2, 4_097, 0, 0, 0));
    }
}
