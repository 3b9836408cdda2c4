package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;

class KnobsTest {

    private static final int TRIES = 10_000;

    static Stream<Knobs> spaces() {
        return Stream.of(
                new Knobs(2, 2, false, 8192),
                new Knobs(4, 2, true, 8192),
                new Knobs(16, 5, true, 8192),
                new Knobs(2, 1, false, 64),
                new Knobs(1, 1, false, 1));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void makesOnlySettingsThatAreOnes(Knobs knobs) {
        SplittableRandom random = new SplittableRandom(1);
        Setting last = knobs.draw(random);
        for (int i = 0; i < TRIES; i++) {
            last = random.nextInt(10) == 0 ? knobs.draw(random) : knobs.mutate(last, random);
            assertTrue(isOne(last, knobs), last::describe);
        }
    }

    private static boolean isOne(Setting s, Knobs knobs) {
        boolean powers = Integer.bitCount(s.slots()) == 1 && Integer.bitCount(s.chunk()) == 1;
        boolean ordered =
                s.order().size() == knobs.actors() && s.order().stream().allMatch(x -> x >= 0 && x < s.slots());
        boolean layout = knobs.cells() > 1 || s.layout() == SlotLayout.APART;
        return powers && s.chunk() <= s.slots() && s.slots() <= knobs.maxSlots() && ordered && layout;
    }

    @Test
    void drawsEveryLayoutAndManyOrders() {
        Knobs knobs = new Knobs(2, 2, false, 8192);
        SplittableRandom random = new SplittableRandom(1);
        Set<SlotLayout> layouts = new HashSet<>();
        Set<Integer> masks = new HashSet<>();
        IntStream.range(0, TRIES).mapToObj(i -> knobs.draw(random)).forEach(s -> {
            layouts.add(s.layout());
            masks.add(s.mask());
        });
        assertEquals(Set.of(SlotLayout.values()), layouts);
        assertTrue(masks.contains(0) && masks.size() > 100, () -> masks.size() + " masks");
    }

    @Test
    void drawsLargeChunksWhereActorsMustShareCpus() {
        Knobs knobs = new Knobs(4, 2, true, 8192);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < TRIES; i++) {
            Setting setting = knobs.draw(random);
            assertTrue(setting.chunk() >= Math.min(1024, setting.slots()), setting::describe);
        }
    }
}
