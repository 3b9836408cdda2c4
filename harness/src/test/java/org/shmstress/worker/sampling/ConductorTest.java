package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.segment.View;

class ConductorTest {

    private static final long MILLI = 1_000_000;

    private final ByteBuffer page =
            ByteBuffer.allocateDirect(2 * ControlPage.BYTES).alignedSlice(64).order(ByteOrder.nativeOrder());

    private Conductor conductor(int actor, int settings, List<String> untilOutcomes) {
        return conductor(actor, settings, 0, untilOutcomes);
    }

    private Conductor conductor(int actor, int settings, long leastSamples, List<String> untilOutcomes) {
        Setting setting = new Setting(16, 4, Setting.SlotLayout.APART, 4, List.of(0, 0));
        OutcomeTask task = new OutcomeTask(
                "",
                "",
                actor,
                2,
                Collections.nCopies(settings, setting),
                100,
                leastSamples,
                untilOutcomes,
                1,
                0,
                0,
                0,
                0,
                0);
        return new Conductor(new SharedWords(new View(new BufferAccess(), page, 0), 0), task);
    }

    @Test
    void givesSettingsEqualTimeInsteadOfEqualTurns() {
        Conductor leader = conductor(0, 2, List.of());
        leader.start(0);
        long[] nanos = new long[2];
        for (int quantum = 0; quantum < 100; quantum++) {
            leader.publish(0);
            int setting = leader.setting();
            long took = setting == 0 ? 4 * MILLI : 20 * MILLI;
            nanos[setting] += took;
            leader.learn(setting, leader.rounds(), took);
        }
        assertTrue(Math.abs(nanos[0] - nanos[1]) <= 20 * MILLI, nanos[0] + " and " + nanos[1]);
    }

    @Test
    void fitsAsManyRoundsIntoAQuantumAsTheLastOnesAllow() {
        Conductor leader = conductor(0, 1, List.of());
        leader.start(0);
        leader.publish(0);
        assertEquals(1, leader.rounds());
        leader.learn(0, 1, MILLI);
        leader.publish(0);
        assertEquals(6, leader.rounds());
        leader.learn(0, 6, 600 * MILLI);
        leader.publish(0);
        assertEquals(1, leader.rounds());
    }

    @Test
    void endsWhenTheTimeIsOver() {
        Conductor leader = conductor(0, 1, List.of());
        leader.start(5);
        leader.publish(5 + 100 * MILLI - 1);
        assertEquals(0, leader.setting());
        leader.publish(5 + 100 * MILLI);
        assertTrue(leader.setting() < 0);
        assertTrue(conductor(1, 1, List.of()).setting() < 0, "the other actor must read the same");
    }

    @Test
    void goesOnUntilThereAreSamplesEnoughButNotForEver() {
        Conductor leader = conductor(0, 1, 32, List.of());
        leader.start(0);
        leader.learn(0, 1, MILLI);
        leader.publish(100 * MILLI);
        assertEquals(0, leader.setting(), "16 samples are too few");
        leader.publish(100 * MILLI * OutcomeTask.PATIENCE);
        assertTrue(leader.setting() < 0, "patience has an end");
        leader.learn(0, 1, MILLI);
        leader.publish(100 * MILLI);
        assertTrue(leader.setting() < 0, "32 samples are enough");
    }

    @Test
    void endsEarlyOnceTheActorsTogetherHaveSeenAllThatIsWanted() {
        List<String> wanted = List.of("a", "b");
        Conductor leader = conductor(0, 1, wanted);
        leader.start(0);
        leader.publishSeen(0b01);
        leader.publish(0);
        assertEquals(0, leader.setting());
        conductor(1, 1, wanted).publishSeen(0b10);
        leader.publish(0);
        assertTrue(leader.setting() < 0);
    }
}
