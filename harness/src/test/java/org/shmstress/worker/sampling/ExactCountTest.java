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
import org.shmstress.api.spi.LiftedTest;
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
        SlotWindow window =
                new SlotWindow(memory, new long[2], 4, new long[] {0, 4L * SLOTS}, 0, new int[0], SlotStates.NONE);
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
        Map<String, Long> counted = new HashMap<>();
        tally.report().forEach(t -> counted.put(t.outcome(), t.count()));
        assertEquals(samples, counted.values().stream().mapToLong(n -> n).sum());
        assertEquals(expected, counted);
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
