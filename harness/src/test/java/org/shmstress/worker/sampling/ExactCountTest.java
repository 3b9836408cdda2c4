package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.api.spi.OutcomeSink;
import org.shmstress.api.spi.SlotStates;
import org.shmstress.api.spi.SlotWindow;
import org.shmstress.lift.LiftedJar;
import org.shmstress.lift.Lifter;
import org.shmstress.lift.fixtures.PlainStoreBuffering;
import org.shmstress.lift.fixtures.Races;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;

/** Every slot that was run is counted once, under its own outcome, whatever the values, the chunk and the number of actors. */
@Timeout(300)
class ExactCountTest {

    private static final int SLOTS = 4096;

    /** At, inside and beyond the borders of what packed counters hold: four bits of a value plus one. */
    private static final int[] VALUES = {
        -1, 0, 1, 13, 14, 15, 16, 17, 254, 255, -2, -3, 1 << 28, -1 << 28, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    @TempDir
    Path cache;

    @Test
    void theGeneratedTallyAgreesWithAnIndependentCountOfAnyValues() {
        LiftedTest test = LiftedLoader.load(jar(PlainStoreBuffering.class).jar(), PlainStoreBuffering.class.getName());
        ByteBuffer memory = ByteBuffer.allocateDirect(8 * SLOTS).order(ByteOrder.nativeOrder());
        SlotWindow window = new SlotWindow(
                memory, new long[2], 4, new long[] {0, 4L * SLOTS}, new long[2], false, 0, new int[0], SlotStates.NONE);
        Tally tally = new Tally(test, List.of(), List.of());
        Setting setting = setting(16, 16);
        Map<String, Long> expected = new HashMap<>();
        Random random = new Random(5);
        long samples = 0;
        for (int round = 0; round < 200; round++) {
            int from = random.nextInt(SLOTS);
            int to = from + random.nextInt(SLOTS - from);
            for (int i = 0; i < SLOTS; i++) {
                int first = random.nextInt(4) == 0 ? random.nextInt(40) - 8 : VALUES[random.nextInt(VALUES.length)];
                int second = random.nextInt(4) == 0 ? random.nextInt() : VALUES[random.nextInt(VALUES.length)];
                memory.putInt(4 * i, first).putInt(4 * (SLOTS + i), random.nextBoolean() ? second : 0);
                if (i >= from && i < to) {
                    expected.merge(first + ", " + memory.getInt(4 * (SLOTS + i)), 1L, Long::sum);
                }
            }
            test.tally(window, from, to, tally);
            samples += to - from;
            tally.flush(setting, true, 1, 1);
        }
        Map<String, Long> counted = counts(tally);
        assertEquals(samples, counted.values().stream().mapToLong(n -> n).sum());
        assertEquals(expected, counted);
    }

    private static Map<String, Long> counts(Tally tally) {
        Map<String, Long> counts = new HashMap<>();
        tally.report().forEach(t -> counts.put(t.outcome(), t.count()));
        return counts;
    }

    /** The actors load what the test has put there, under every order within a group and some across. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 64, 1023})
    void groupedLoopsCountAnyResultsWhateverTheOrder(int order) {
        LiftedTest test = LiftedLoader.load(jar(PlainStoreBuffering.class).jar(), PlainStoreBuffering.class.getName());
        ByteBuffer memory = ByteBuffer.allocateDirect(32 * SLOTS).order(ByteOrder.nativeOrder());
        long[] columns = {16L * SLOTS, 20L * SLOTS};
        long[] codes = {24L * SLOTS, 25L * SLOTS};
        // Each actor stores where nobody loads.
        SlotWindow[] windows = {
            grouped(memory, new long[] {8L * SLOTS, 0}, columns, codes, order),
            grouped(memory, new long[] {4L * SLOTS, 12L * SLOTS}, columns, codes, order ^ 3)
        };
        Tally tally = new Tally(test, List.of(), List.of());
        Map<String, Long> expected = new HashMap<>();
        Random random = new Random(order);
        for (int round = 0; round < 20; round++) {
            boolean areSmall = round % 2 == 0;
            for (int i = 0; i < SLOTS; i++) {
                int first = areSmall ? random.nextInt(16) - 1 : VALUES[random.nextInt(VALUES.length)];
                int second = areSmall ? random.nextInt(16) - 1 : random.nextInt(300) - 100;
                memory.putInt(4 * i, first).putInt(4 * (SLOTS + i), second);
                expected.merge(first + ", " + second, 1L, Long::sum);
            }
            for (int actor = 0; actor < windows.length; actor++) {
                windows[actor].notInCodes = round == 4 ? -1 : -OutcomeSink.NO_CODE;
                assertEquals(SLOTS, test.run(actor, windows[actor], 0, SLOTS));
            }
            test.tally(windows[0], 0, SLOTS, tally);
            tally.flush(setting(16, 16), true, 1, 1);
        }
        assertEquals(expected, counts(tally));
    }

    private static SlotWindow grouped(ByteBuffer memory, long[] places, long[] columns, long[] codes, int order) {
        return new SlotWindow(memory, places, 4, columns, codes, true, order, new int[0], SlotStates.NONE);
    }

    static Stream<Setting> oddSettings() {
        return Stream.of(
                setting(16, 7), setting(64, 1), setting(64, 63), setting(8, 3), setting(1, 1), setting(1024, 1000));
    }

    private static Setting setting(int slots, int chunk) {
        return new Setting(slots, chunk, SlotLayout.APART, 4, 0, Setting.order(4, 5 & (slots - 1)));
    }

    @ParameterizedTest
    @MethodSource("oddSettings")
    void everySlotIsRunAndTalliedOnceWhateverTheChunk(Setting setting) {
        assertExact(InProcess.sample(jar(Races.IndependentReads.class), 4, List.of(setting), 60, List.of()), setting);
    }

    @ParameterizedTest
    @MethodSource("oddSettings")
    void everySlotIsRunAndTalliedOnceWhoeverResetsIt(Setting s) {
        Setting byCell = new Setting(s.slots(), s.chunk(), s.layout(), s.strideBytes(), 3, s.order());
        assertExact(InProcess.sample(jar(Races.IndependentReads.class), 4, List.of(byCell), 60, List.of()), byCell);
    }

    private static void assertExact(List<OutcomeReport> reports, Setting setting) {
        long samples = InProcess.samples(reports);
        assertTrue(samples > 0);
        for (OutcomeReport report : reports) {
            assertEquals(report.rounds() * setting.slots(), report.ranSlots());
            assertEquals(samples, report.ranSlots());
            assertEquals(
                    report.samples(),
                    report.tallies().stream().mapToLong(OutcomeTally::count).sum());
            assertEquals(
                    report.warmSamples(),
                    report.tallies().stream().mapToLong(OutcomeTally::warmCount).sum());
        }
    }

    private LiftedJar jar(Class<?> type) {
        return new Lifter(cache).lift(InProcess.scenario(type));
    }
}
