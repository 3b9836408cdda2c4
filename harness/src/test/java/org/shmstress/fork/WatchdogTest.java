package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final long STEP = Duration.ofMillis(500).toNanos();

    private final long[] words = new long[2];
    private final Watchdog watchdog =
            new Watchdog(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(30), i -> words[i]);
    private final Watchdog.Vigil vigil = watchdog.begin(2);

    @Test
    void stillnessWithinTheBudgetProvesNothing() {
        assertEquals(Optional.empty(), watch(20, false));
    }

    @Test
    void stillnessAfterTheBudgetIsAProof() {
        watch(20, true);
        assertEquals(Optional.empty(), watch(5, false));
        assertEquals(Optional.of("made no progress for 3 s after its 10000 ms were over"), watch(1, false));
    }

    @Test
    void anyMoveStartsTheCountAnew() {
        watch(20, true);
        watch(5, false);
        watch(1, true);
        assertEquals(Optional.empty(), watch(5, false));
        assertTrue(watch(1, false).isPresent());
    }

    @Test
    void onlyWorkersStillAtWorkAreLookedAt() {
        watch(20, true);
        Optional<String> proof = Optional.empty();
        for (int i = 0; i < 6; i++) {
            words[0]++;
            proof = vigil.look(STEP, List.of(1));
        }
        assertTrue(proof.isPresent());
    }

    @Test
    void movingForEverEndsAtTheLimit() {
        assertEquals(Optional.empty(), watch(79, true));
        assertEquals(Optional.of("was still busy 30 s after its 10000 ms were over"), watch(1, true));
    }

    @Test
    void timeInWhichTheWatcherItselfWasStoppedDoesNotCount() {
        watch(21, true);
        assertEquals(Optional.empty(), vigil.look(Duration.ofHours(1).toNanos(), List.of(0, 1)));
    }

    @Test
    void refusesToCallAWorkerHungAfterLessThanASecond() {
        Duration impatient = Duration.ofMillis(200);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Watchdog(Duration.ZERO, impatient, Duration.ofSeconds(1), i -> 0));
    }

    private Optional<String> watch(int looks, boolean moving) {
        Optional<String> proof = Optional.empty();
        for (int i = 0; i < looks; i++) {
            words[1] += moving ? 1 : 0;
            proof = vigil.look(STEP, List.of(0, 1));
        }
        return proof;
    }
}
