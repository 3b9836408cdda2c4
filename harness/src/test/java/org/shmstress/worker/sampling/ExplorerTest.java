package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;
import org.shmstress.worker.sampling.Explorer.Slice;

/** The explorer against machines that are formulas: no process, no thread, no clock. */
class ExplorerTest {

    private static final long SECOND = 1_000_000_000;
    private static final double USUAL_PACE = 0.1;
    private static final int TARGET = 1;

    private final List<Setting> seeds = List.of(setting(2048, 0), setting(256, 16), setting(128, 63), setting(16, 0));
    private final Knobs knobs = new Knobs(2, 2, false, 8192);

    private long targets = 1 << TARGET;

    /** Share of the target outcome under a setting; the rest is outcome 0. */
    private ToDoubleFunction<Setting> targetShare = s -> 0;

    /** Speed of the host at a time. */
    private DoubleUnaryOperator speed = nanos -> 1;

    private static Setting setting(int chunk, int mask) {
        return new Setting(8192, chunk, SlotLayout.APART, 4, 0, Setting.order(2, mask));
    }

    /** Runs to the given time and returns the slices. */
    private List<Slice> play(Explorer explorer, long untilNanos) {
        List<Slice> slices = new ArrayList<>();
        explorer.aim(targets);
        long now = 0;
        while (now < untilNanos) {
            Slice slice = explorer.next(now);
            slices.add(slice);
            long samples = slice.rounds() * slice.setting().slots();
            long took = (long) (samples / USUAL_PACE / speed.applyAsDouble(now));
            now += took;
            long[] counts = new long[Explorer.TRACKED];
            counts[TARGET] = (long) (samples * targetShare.applyAsDouble(slice.setting()));
            counts[0] = samples - counts[TARGET];
            explorer.learn(slice, now, took, samples, counts);
        }
        return slices;
    }

    private Explorer explorer() {
        return new Explorer(seeds, knobs, 7);
    }

    private static Map<Setting, Integer> byFrequency(List<Slice> slices) {
        Map<Setting, Integer> counts = new HashMap<>();
        slices.forEach(s -> counts.merge(s.setting(), 1, Integer::sum));
        return counts;
    }

    @Test
    void keepsToTheSeedsDuringTheWarmUpAndGivesThemEqualTime() {
        List<Slice> slices = play(explorer(), Explorer.WARM_UP_NANOS - Explorer.SLICE_NANOS);
        assertTrue(slices.stream().noneMatch(Slice::isWarm));
        Map<Setting, Integer> counts = byFrequency(slices);
        assertEquals(seeds.size(), counts.size());
        int fewest = counts.values().stream().mapToInt(n -> n).min().orElse(0);
        int most = counts.values().stream().mapToInt(n -> n).max().orElse(0);
        assertTrue(most - fewest <= 1, counts::toString);
    }

    @Test
    void doesNotRateWhatItSawDuringTheWarmUp() {
        Explorer explorer = explorer();
        targetShare = s -> s.equals(seeds.get(3)) ? 1 : 0;
        play(explorer, Explorer.WARM_UP_NANOS);
        List<Slice> after = new ArrayList<>();
        long now = Explorer.WARM_UP_NANOS;
        for (int i = 0; i < seeds.size(); i++) {
            Slice slice = explorer.next(now += 1);
            after.add(slice);
            explorer.learn(slice, now, 1_000, 1_000, new long[Explorer.TRACKED]);
        }
        assertTrue(after.stream().allMatch(Slice::isWarm));
        assertEquals(seeds, after.stream().map(Slice::setting).toList());
    }

    @Test
    void spendsMostSlicesOnWhatShowsTheTargetMost() {
        targetShare = s -> s.mask() == 16 ? 0.2 : 0.001;
        List<Slice> slices = play(explorer(), 4 * SECOND);
        long on = slices.stream().filter(s -> s.setting().mask() == 16).count();
        assertTrue(on > slices.size() / 2, on + " of " + slices.size());
    }

    @Test
    void findsSettingsThatAreBetterThanEverySeed() {
        // The farther the stride from 4 and the smaller the chunk, the better; no seed has another stride.
        targetShare = s -> s.strideBytes() >= 16 ? 0.3 : 0.01;
        List<Slice> slices = play(explorer(), 4 * SECOND);
        List<Slice> later = slices.subList(slices.size() / 2, slices.size());
        long on = later.stream().filter(s -> s.setting().strideBytes() >= 16).count();
        assertTrue(on > later.size() / 2, on + " of " + later.size());
    }

    @Test
    void looksForTheRarestOutcomeWhereTheAuthorNamesNone() {
        targets = 0;
        targetShare = s -> s.chunk() == 16 ? 0.01 : 0;
        List<Slice> slices = play(explorer(), 4 * SECOND);
        long on = slices.stream().filter(s -> s.setting().chunk() == 16).count();
        assertTrue(on > slices.size() / 2, on + " of " + slices.size());
    }

    @Test
    void aSlowHostIsNotTheFaultOfTheSettingThatMetIt() {
        targetShare = s -> s.mask() == 63 ? 0.2 : 0.1;
        speed = nanos -> nanos / SECOND % 2 < 1 ? 1 : 0.1;
        List<Slice> slices = play(explorer(), 8 * SECOND);
        long on = slices.stream().filter(s -> s.setting().mask() == 63).count();
        assertTrue(on > slices.size() / 3, on + " of " + slices.size());
    }

    @Test
    void comesBackToEachSeedOnceASecond() {
        targetShare = s -> s.mask() == 16 ? 0.2 : 0;
        Map<Setting, Integer> counts = byFrequency(play(explorer(), 10 * SECOND));
        seeds.forEach(seed -> assertTrue(counts.get(seed) >= 9, counts::toString));
    }

    @Test
    void doesNotRepeatByRotaWhatIsDearOnThisHost() {
        Explorer explorer = explorer();
        Setting dear = seeds.get(3);
        long now = 0;
        long onDear = 0;
        while (now < 20 * SECOND) {
            Slice slice = explorer.next(now);
            boolean isDear = slice.setting().chunk() <= dear.chunk();
            long took = slice.rounds() * (isDear ? SECOND / 2 : 100_000);
            now += took;
            onDear += slice.setting().equals(dear) ? took : 0;
            explorer.learn(slice, now, took, slice.rounds() * 8192, new long[Explorer.TRACKED]);
        }
        assertTrue(onDear < 4 * SECOND, "spent " + onDear / 1_000_000 + " ms of 20 s");
    }

    @Test
    void makesTheSameChoicesFromTheSameSeed() {
        targetShare = s -> s.mask() == 16 ? 0.2 : 0.1;
        assertEquals(play(explorer(), 2 * SECOND), play(explorer(), 2 * SECOND));
        assertFalse(play(explorer(), 2 * SECOND).equals(play(new Explorer(seeds, knobs, 8), 2 * SECOND)));
    }

    @Test
    void keepsToASettingThatIsTheOnlyOne() {
        Explorer explorer = new Explorer(seeds.subList(1, 2), knobs, 7);
        assertEquals(1, byFrequency(play(explorer, 2 * SECOND)).size());
        assertEquals(1, explorer.settingsTried());
    }

    @Test
    void fitsAsManyRoundsIntoASliceAsItsTimeAllows() {
        Explorer explorer = new Explorer(seeds.subList(0, 1), knobs, 7);
        learnRounds(explorer, 1_000_000);
        assertEquals(6, explorer.next(0).rounds());
        learnRounds(explorer, 100_000_000);
        assertEquals(1, explorer.next(0).rounds());
    }

    private static void learnRounds(Explorer explorer, long nanosPerRound) {
        Slice slice = explorer.next(0);
        explorer.learn(slice, 1, slice.rounds() * nanosPerRound, 1, new long[Explorer.TRACKED]);
    }
}
