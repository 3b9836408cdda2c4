package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class IncarnationTest {

    private static final String AFTER_NAME = " S 1 7 7 0 -1 4194304 1 0 0 0 1 2 0 0 20 0 1 0 987654 1024 1 184467";

    @Test
    void startIsCountedAfterTheLastParenthesisOfTheName() {
        for (String name : new String[] {"(java)", "(a b)", "(evil) S 1 2 3)", "())) 5 (()"}) {
            assertEquals(Optional.of(new Incarnation(7, 987_654)), Incarnation.parse(7, "7 " + name + AFTER_NAME));
        }
    }

    @Test
    void remainsOfADeadProcessAreNoProcess() {
        assertEquals(Optional.empty(), Incarnation.parse(7, "7 (java)" + AFTER_NAME.replace(" S ", " Z ")));
    }

    @Test
    void thisProcessLivesAndAnotherStartOfItsPidDoesNot() {
        Incarnation self = Incarnation.self();
        assertTrue(self.isAlive());
        assertEquals(self, Incarnation.self());
        assertFalse(new Incarnation(self.pid(), self.startTicks() + 1).isAlive());
        assertNotEquals(0, Incarnation.pidNamespace("self"));
    }

    @Test
    void killedProcessIsGone() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        Incarnation incarnation = Incarnation.of(process.pid()).orElseThrow();
        assertTrue(incarnation.isAlive());
        process.destroyForcibly();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertFalse(incarnation.isAlive());
        assertEquals(Optional.empty(), Incarnation.of(process.pid()));
    }
}
