package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.api.spi.SlotWindow;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;

class TallyTest {

    private static final Setting FIRST = new Setting(16, 4, SlotLayout.APART, 4, 0, List.of(0, 0));
    private static final Setting SECOND = new Setting(16, 8, SlotLayout.APART, 4, 0, List.of(0, 0));

    /** Only renders; what the tally must know of a test. */
    private static final class Rendering extends LiftedTest {
        private final String results;

        Rendering(String results) {
            this.results = results;
        }

        @Override
        public boolean isFlat() {
            return true;
        }

        @Override
        public String places() {
            return "";
        }

        @Override
        public String results() {
            return results;
        }

        @Override
        public Object construct() {
            return this;
        }

        @Override
        public Slice[] slices(Object state) {
            return new Slice[0];
        }

        @Override
        public int run(int actor, SlotWindow window, int from, int to) {
            return 0;
        }

        @Override
        public void tally(SlotWindow window, int from, int to, OutcomeSink sink) {}

        @Override
        public String render(long[] words) {
            return Arrays.toString(words);
        }
    }

    private static void count(Tally tally, long... words) {
        System.arraycopy(words, 0, tally.words, 0, words.length);
        tally.exact();
    }

    private static Map<String, Long> counts(Tally tally) {
        Map<String, Long> counts = new HashMap<>();
        tally.report().forEach(t -> counts.put(t.outcome(), t.count()));
        return counts;
    }

    @Test
    void agreesWithAnIndependentCountOfManyOutcomes() {
        Tally tally = new Tally(new Rendering("JJ"), List.of(), List.of());
        Map<String, Long> expected = new HashMap<>();
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            long[] words = {random.nextInt(60), (long) random.nextInt(40) << 40};
            count(tally, words);
            expected.merge(Arrays.toString(words), 1L, Long::sum);
        }
        tally.flush(FIRST, true, 1, 1);
        assertEquals(expected, counts(tally));
    }

    @Test
    void packedAndExactCountsOfOneOutcomeAreOne() {
        Tally tally = new Tally(new Rendering("II"), List.of(), List.of());
        // Values -1 and 14 in four bits each, counted in every lane.
        for (int lane = 0; lane < OutcomeSink.LANES; lane++) {
            tally.packed[lane * OutcomeSink.LANE_SIZE + (0 << 4 | 15)] += 10;
        }
        count(tally, -1, 14);
        tally.flush(FIRST, true, 5, 1_000);
        assertEquals(List.of(new OutcomeTally("[-1, 14]", 41, 41, 5, FIRST.describe(), 41e6)), tally.report());
    }

    @Test
    void namesTheSettingThatShowedAnOutcomeMostOftenPerSecond() {
        Tally tally = new Tally(new Rendering("I"), List.of(), List.of());
        tally.packed[1] = 4;
        tally.flush(FIRST, false, 10, 1_000_000_000);
        tally.packed[1] = 5;
        tally.flush(SECOND, true, 20, 500_000_000);
        tally.packed[1] = 6;
        tally.flush(FIRST, true, 30, 1_000_000_000);
        assertEquals(List.of(new OutcomeTally("[0]", 15, 11, 10, SECOND.describe(), 10)), tally.report());
    }

    @Test
    void tellsOfEachSliceWhatItShowedAndWhichOfItIsATarget() {
        Tally tally = new Tally(new Rendering("I"), List.of(), List.of("\\[7\\]|never"));
        tally.packed[1] = 4;
        tally.flush(FIRST, true, 10, 10);
        assertEquals(4, tally.sliceCounts()[0]);
        assertEquals(0, tally.targetMask());
        tally.packed[8] = 3;
        tally.flush(SECOND, true, 20, 10);
        assertEquals(0, tally.sliceCounts()[0]);
        assertEquals(3, tally.sliceCounts()[1]);
        assertEquals(0b10, tally.targetMask());
    }

    @Test
    void saysWhichWantedOutcomesItHasSeen() {
        Tally tally = new Tally(new Rendering("J"), List.of("[1000]", "[2000]", "[3000]"), List.of());
        count(tally, 3000);
        count(tally, 1000);
        assertEquals(0, tally.seenMask());
        tally.flush(FIRST, true, 1, 1);
        assertEquals(0b101, tally.seenMask());
    }

    @Test
    void refusesToCountMoreOutcomesThanAnybodyCouldGrade() {
        Tally tally = new Tally(new Rendering("J"), List.of(), List.of());
        HarnessException e = assertThrows(HarnessException.class, () -> {
            for (long i = 0; i < 100_000; i++) {
                count(tally, i);
            }
        });
        assertTrue(e.getMessage().contains("different outcomes"), e.getMessage());
    }
}
