package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaleProofTest {

    private static final long MILLI = 1_000_000;

    private final StaleProof proof = new StaleProof();

    private boolean look(long awaited, long executedMillis, boolean asleep, long nowMillis) {
        return proof.look(awaited, Optional.of(new ThreadSeen(executedMillis * MILLI, asleep)), nowMillis * MILLI);
    }

    @Test
    void countsWhatTheActorExecutedSinceItsSignal() {
        assertFalse(look(1, 5_000, false, 0));
        assertFalse(look(1, 5_990, false, 2_000));
        assertTrue(look(1, 6_000, false, 2_010));
    }

    @Test
    void concludesNothingFromAnActorThatGetsNoCpu() {
        assertFalse(look(1, 10, false, 0));
        for (long now = 0; now < 3_600_000; now += 50) {
            assertFalse(look(1, 10, false, now));
        }
    }

    @Test
    void beginsAnewWithEachIteration() {
        assertFalse(look(1, 0, false, 0));
        assertFalse(look(2, 5_000, false, 1));
        assertFalse(look(0, 9_000, false, 2));
        assertFalse(look(2, 9_000, false, 3));
    }

    @Test
    void callsAnActorStaleThatSleepsOn() {
        boolean stale = false;
        long now = 0;
        while (!stale && now < 60_000) {
            now += 50;
            stale = look(3, 0, true, now);
        }
        assertEquals(5_050, now);
    }

    @Test
    void hasSeenNothingWhileItWasItselfStopped() {
        assertFalse(look(1, 0, true, 0));
        assertFalse(look(1, 0, true, 3_600_000));
    }

    @Test
    void forgetsAThreadThatIsGone() {
        assertFalse(look(1, 0, false, 0));
        assertFalse(proof.look(1, Optional.empty(), 1));
        assertFalse(look(1, 2_000, false, 2));
    }

    @Test
    void readsAThreadWhoseNameHoldsParentheses() {
        String stat = "12 (a) R (b) S 1 12 12 0 -1 4194624 9 0 0 0 30 12 0 0 20 0 1 0 55";
        assertEquals(new ThreadSeen(420 * MILLI, true), ThreadSeen.parse(stat));
    }

    @Test
    void seesAThreadOfThisProcess() {
        long pid = ProcessHandle.current().pid();
        assertTrue(ThreadSeen.of(pid, pid).isPresent());
        assertEquals(Optional.empty(), ThreadSeen.of(pid, 0));
    }
}
