package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;
import org.shmstress.segment.View;
import org.shmstress.worker.sampling.Explorer.Slice;

class ConductorTest {

    private static final long MILLI = 1_000_000;
    private static final int ACTORS = ControlPage.MAX_ACTORS;

    private final ByteBuffer page =
            ByteBuffer.allocateDirect(2 * ControlPage.BYTES).alignedSlice(64).order(ByteOrder.nativeOrder());

    private Conductor conductor(int actor, long leastSamples, String... untilOutcomes) {
        OutcomeTask task = new OutcomeTask(
                "",
                "",
                actor,
                ACTORS,
                List.of(),
                List.of(),
                ACTORS,
                100,
                leastSamples,
                List.of(untilOutcomes),
                1,
                0,
                0,
                0,
                0,
                0);
        return new Conductor(new SharedWords(new View(new BufferAccess(), page, 0), 0), task);
    }

    @Test
    void everyActorReadsTheWholeSlice() {
        Setting setting = new Setting(2048, 64, SlotLayout.LINE_EACH, 64, 0, Setting.order(ACTORS, 1023));
        Slice slice = new Slice(setting, 17, true);
        conductor(0, 0).publish(slice);
        assertEquals(slice, conductor(0, 0).slice());
        assertEquals(slice, conductor(ACTORS - 1, 0).slice());
        conductor(0, 0).publishEnd();
        assertEquals(0, conductor(ACTORS - 1, 0).slice().rounds());
    }

    @Test
    void whatActorsWriteLeavesTheSliceAlone() {
        Slice slice =
                new Slice(new Setting(16, 4, SlotLayout.APART, 4, 0, Setting.order(ACTORS, 7)), Long.MAX_VALUE, false);
        conductor(0, 0).publish(slice);
        SharedWords words = new SharedWords(new View(new BufferAccess(), page, 0), 0);
        for (int a = 0; a < ACTORS; a++) {
            words.plain(ControlPage.seenMask(a), -1);
            words.plain(ControlPage.digest(a), -1);
            words.plain(ControlPage.stampEnd(a, ControlPage.STAMPS - 1), -1);
        }
        words.plain(ControlPage.PAUSED_NANOS, -1);
        assertEquals(slice, conductor(1, 0).slice());
        assertTrue(ControlPage.commandOrder(ACTORS) <= ControlPage.BYTES);
    }

    @Test
    void theClockStandsStillWhileTheOwnerHasStoppedTheActors() {
        long pause = 3_600_000 * MILLI;
        long before = conductor(1, 0).nanos();
        ControlPage.releasePaused(new View(new BufferAccess(), page, 0), 0, pause);
        long after = conductor(1, 0).nanos();
        assertTrue(after < before, "an hour was not taken off");
        assertTrue(after >= before - pause, "more than the pause was taken off");
    }

    @Test
    void endsWhenTheTimeIsOver() {
        assertFalse(conductor(0, 0).isOver(100 * MILLI - 1, 0));
        assertTrue(conductor(0, 0).isOver(100 * MILLI, 0));
    }

    @Test
    void goesOnUntilThereAreSamplesEnoughButNotForEver() {
        Conductor leader = conductor(0, 32);
        assertFalse(leader.isOver(100 * MILLI, 31), "31 samples are too few");
        assertTrue(leader.isOver(100 * MILLI * OutcomeTask.PATIENCE, 31), "patience has an end");
        assertTrue(leader.isOver(100 * MILLI, 32), "32 samples are enough");
    }

    @Test
    void endsEarlyOnceTheActorsTogetherHaveSeenAllThatIsWanted() {
        Conductor leader = conductor(0, 0, "a", "b");
        leader.publishSeen(0b01);
        assertFalse(leader.isOver(0, 0));
        conductor(1, 0, "a", "b").publishSeen(0b10);
        assertTrue(leader.isOver(0, 0));
    }
}
