package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.ScenarioVerdict;

class ReckoningTest {

    private static Reckoning of(int quarantined, Grade... grades) {
        return new Reckoning(
                IntStream.range(0, grades.length)
                        .mapToObj(i -> new ScenarioVerdict("a/S" + i, grades[i], "because", 1, 1, 1))
                        .toList(),
                quarantined);
    }

    private static int exitCode(Reckoning reckoning, int expectAtLeast) {
        return ExitCodes.of(reckoning.deciding(), new ExitCodes.Ending(false, Optional.empty(), expectAtLeast, false));
    }

    @Test
    void theWorstThatCountsDecides() {
        assertEquals(Grade.FAILED, of(1, Grade.PASSED, Grade.FAILED).verdict());
        assertEquals(
                "a defect was found by a/S1; 1 in quarantine not counted",
                of(1, Grade.PASSED, Grade.FAILED).reason());
        assertEquals(
                "nothing was proved by a/S0 and 1 other scenario",
                of(0, Grade.UNKNOWN, Grade.UNKNOWN).reason());
    }

    @Test
    void whatIsInQuarantineRanAndDecidesNothing() {
        Reckoning reckoning = of(2, Grade.PASSED);
        assertEquals(Grade.PASSED, reckoning.verdict());
        assertEquals(
                "1 scenario ran between processes, nothing wrong; 2 in quarantine not counted", reckoning.reason());
        assertEquals(ExitCodes.PASSED, exitCode(reckoning, 3));
        assertEquals(ExitCodes.TOO_FEW, exitCode(reckoning, 4));
    }

    @Test
    void nothingCountsWhereEverythingIsInQuarantine() {
        assertEquals(Grade.SKIPPED, of(2).verdict());
        assertEquals("nothing that ran counts; 2 in quarantine not counted", of(2).reason());
        assertEquals(ExitCodes.PASSED, exitCode(of(2), 1));
        assertEquals(
                "nothing ran: every scenario was skipped", of(0, Grade.SKIPPED).reason());
        assertEquals(ExitCodes.TOO_FEW, exitCode(of(0, Grade.SKIPPED), 1));
    }
}
