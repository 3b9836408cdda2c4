package org.shmstress.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static Finding row(Result result, double seconds, boolean rare) {
        return new Finding("X", result, "because", seconds, 1, "free", 1, rare);
    }

    private static Calibration of(Finding... rows) {
        return new Calibration(List.of(rows));
    }

    private static Finding row(Result result) {
        return row(result, 1, false);
    }

    @Test
    void missAndAlarmEndWithOne() {
        assertEquals(0, of(row(Result.FOUND), row(Result.PASSED)).exitCode());
        assertEquals(1, of(row(Result.FOUND), row(Result.MISSED)).exitCode());
        assertEquals(1, of(row(Result.FOUND), row(Result.ALARM)).exitCode());
    }

    @Test
    void aRareMissAndWhatIsUnreachableAreForgiven() {
        Calibration calibration = of(row(Result.FOUND), row(Result.MISSED, 1, true), row(Result.UNREACHABLE));
        assertEquals(0, calibration.exitCode());
        assertEquals(1, calibration.count(Result.MISSED));
        assertEquals(1, calibration.countRare(Result.MISSED));
    }

    @Test
    void aControlOfWhichNothingCanBeSaidIsInconclusive() {
        assertEquals(3, of(row(Result.FOUND), row(Result.UNKNOWN)).exitCode());
    }

    @Test
    void medianIsOverWhatWasFound() {
        Finding[] rows =
                Stream.of(1.0, 2.0, 4.0).map(s -> row(Result.FOUND, s, false)).toArray(Finding[]::new);
        assertEquals(2, of(rows).medianSeconds().orElseThrow());
        assertTrue(of(row(Result.MISSED)).medianSeconds().isEmpty());
    }
}
