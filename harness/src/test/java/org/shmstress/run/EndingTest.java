package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.verdict.Grade;

class EndingTest {

    private static String sentence(Ending ending, int expectAtLeast) {
        return ending.sentence(ending.exitCode(expectAtLeast, false), expectAtLeast);
    }

    private static Ending of(List<String> leaks, Grade... grades) {
        return new Ending(false, leaks, List.of(grades), Grade.verdictOf(List.of(grades)), "so", List.of(grades));
    }

    @Test
    void saysFirstThatLessThanExpectedRan() {
        Ending ending = of(List.of(), Grade.PASSED, Grade.PASSED, Grade.SKIPPED);
        assertEquals(4, ending.exitCode(10, false));
        assertEquals("less than expected ran: 2 of 10; so", sentence(ending, 10));
        assertEquals("so", sentence(ending, 2));
        assertEquals("so", sentence(of(List.of(), Grade.SKIPPED), 1), "it says itself that nothing ran");
    }

    @Test
    void saysFirstWhatWasLeftBehind() {
        assertEquals(70, of(List.of("/a"), Grade.PASSED).exitCode(1, false));
        assertEquals("left behind: /a; so", sentence(of(List.of("/a"), Grade.PASSED), 1));
        assertEquals("left behind: /a and 2 more; so", sentence(of(List.of("/a", "/b", "/c"), Grade.UNKNOWN), 1));
    }

    @Test
    void whatAScenarioFoundComesBeforeAll() {
        assertEquals("so", sentence(of(List.of("/a"), Grade.FAILED), 10));
        assertEquals("so", sentence(of(List.of("/a"), Grade.BROKEN), 10));
    }

    @Test
    void cutShortItIsNeverBetterThanUnknownAndSaysOnlyThat() {
        Ending ending = new Ending(true, List.of("/a"), List.of(Grade.PASSED), Grade.PASSED, "interrupted", List.of());
        assertEquals(Grade.UNKNOWN, ending.grade());
        assertEquals("interrupted", sentence(ending, 10));
    }
}
