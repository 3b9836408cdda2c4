package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.shmstress.run.Standstill.Place;
import org.shmstress.run.Standstill.Seen;

class StandstillTest {

    private static final long MILLI = 1_000_000;
    private static final int LOOKS = 200;

    private final Standstill standstill = new Standstill(2);
    private long nowMillis;
    private long progress;

    /** Looks for four seconds, every 20 ms; what the workers do may change from look to look. */
    private boolean proved(IntFunction<List<Seen>> workers) {
        for (int look = 0; look < LOOKS; look++) {
            nowMillis += 20;
            if (standstill
                    .look(progress, workers.apply(look), nowMillis * MILLI)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Seen seen(Place place, long executedMillis, boolean asleep, long wakeUps) {
        return seen(place, new ProcessSeen(executedMillis * MILLI, asleep, wakeUps, 3));
    }

    private static Seen seen(Place place, ProcessSeen process) {
        return new Seen(place, false, () -> Optional.of(process));
    }

    private static Seen spinning(int look) {
        return seen(Place.INSIDE, look * 20L, false, 1);
    }

    private static Seen sleeping() {
        return seen(Place.INSIDE, 5, true, 7);
    }

    private static Seen meeting() {
        return seen(Place.MEETING, 5, false, 7);
    }

    @Test
    void spinnersThatBurnCpuStandStill() {
        assertTrue(proved(look -> List.of(spinning(look), spinning(look))));
    }

    @Test
    void aSleeperWhomNobodyWakesStandsStillWhileTheOthersAreAtTheMeeting() {
        assertTrue(proved(look -> List.of(sleeping(), meeting())));
    }

    @Test
    void whoGetsNoCpuProvesNothing() {
        assertFalse(proved(look -> List.of(seen(Place.INSIDE, 5, false, 7), meeting())));
    }

    @Test
    void nobodyIsStuckWhoMayWaitForOneThatGetsNoCpu() {
        assertFalse(proved(look -> List.of(spinning(look), seen(Place.INSIDE, 5, false, 7))));
    }

    @Test
    void whoNapsAndWakesUpAgainProvesNothing() {
        assertFalse(proved(look -> List.of(seen(Place.INSIDE, 5, true, look), meeting())));
    }

    @Test
    void whoLooksAgainAndAgainStandsStill() {
        assertTrue(proved(look -> List.of(seen(Place.INSIDE, 5, true, look * 50L), meeting())));
    }

    @Test
    void whoYieldsToABusyHostStandsStill() {
        assertTrue(proved(look -> List.of(
                seen(Place.INSIDE, new ProcessSeen(look / 10 * 10 * MILLI / 10, false, 1, look * 7L)), meeting())));
    }

    @Test
    void whoIsDrivenFromTheCpuAgainAndAgainMayBeComputing() {
        assertFalse(proved(look ->
                List.of(seen(Place.INSIDE, new ProcessSeen(look * MILLI, false, 1, look * 7L)), meeting())));
    }

    @Test
    void whoIsAtTheMeetingIsNotStuckInTheObject() {
        assertFalse(proved(look -> List.of(meeting(), meeting())));
    }

    @Test
    void nobodyIsStuckWhileSomethingIsStillToBefallAWorker() {
        assertFalse(proved(look -> List.of(spinning(look), seen(Place.UNDECIDED, 5, false, 7))));
    }

    @Test
    void everyBitOfProgressBeginsTheProofAnew() {
        assertFalse(proved(look -> {
            progress = look / 15;
            return List.of(spinning(look), spinning(look));
        }));
    }

    @Test
    void theFirstOperationMayTakeLonger() {
        IntFunction<List<Seen>> loading = look -> List.of(
                new Seen(Place.INSIDE, true, () -> Optional.of(new ProcessSeen(look * 5L * MILLI, false, 1, 3))),
                meeting());
        assertFalse(proved(loading));
    }

    @Test
    void aParentThatWasItselfStoppedHasSeenNothingMeanwhile() {
        List<Seen> stuck = List.of(sleeping(), meeting());
        for (int look = 0; look < 3; look++) {
            nowMillis += 3_600_000;
            assertEquals(Optional.empty(), standstill.look(0, stuck, nowMillis * MILLI));
        }
    }

    @Test
    void readsHowOftenAThreadHasGoneToSleepAndLostItsCpu() {
        String status = "Name:\tjava\nvoluntary_ctxt_switches:\t12\nnonvoluntary_ctxt_switches:\t3\n";
        assertEquals(12, ProcessSeen.count(status, ProcessSeen.WAKE_UPS));
        assertEquals(3, ProcessSeen.count(status, ProcessSeen.YIELDS));
    }
}
