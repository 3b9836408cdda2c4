package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.lift.fixtures.FieldTypes;
import org.shmstress.lift.fixtures.Heap;
import org.shmstress.lift.fixtures.PlainStoreBuffering;
import org.shmstress.lift.fixtures.Races;
import org.shmstress.lift.fixtures.Shapes;
import org.shmstress.lift.fixtures.Terminations;
import org.shmstress.protocol.OutcomeReport;

/** Tests as they were compiled, their states on the heap, one thread per actor. */
class RacingThreadsTest {

    private static final long PATIENCE_MILLIS = 120_000;

    @TempDir
    Path cache;

    private static Map<String, Long> counts(List<OutcomeReport> reports) {
        Map<String, Long> counts = new TreeMap<>();
        reports.forEach(r -> r.tallies().forEach(t -> counts.merge(t.outcome(), t.count(), Long::sum)));
        return counts;
    }

    static Stream<Arguments> testsWithOneOutcome() {
        return Stream.of(
                Arguments.of(FieldTypes.Boolean.class, "true, false"),
                Arguments.of(FieldTypes.Double.class, "0.7, -0.8"),
                Arguments.of(FieldTypes.VolatileLong.class, "7000000000, -8000000000"),
                Arguments.of(Shapes.WithSeparateState.class, "3, 5"),
                Arguments.of(Shapes.WithInheritance.class, "3, 5, 8, 6"),
                Arguments.of(Heap.Identity.class, "1, 1"),
                Arguments.of(Heap.Locked.class, "2"),
                Arguments.of(Heap.ObjectResultsOfArbiters.class, "a+b, null"),
                Arguments.of(Terminations.SeparateState.class, "TERMINATED"));
    }

    @ParameterizedTest
    @MethodSource("testsWithOneOutcome")
    void eachSampleStartsFromANewStateThatAllActorsShare(Class<?> test, String outcome) {
        List<OutcomeReport> reports = InProcess.race(test, cache, 60);
        assertTrue(InProcess.samples(reports) > 0);
        assertEquals(Map.of(outcome, InProcess.samples(reports)), counts(reports));
    }

    @Test
    void storeBufferingShowsBothStoresLate() {
        List<OutcomeReport> reports = InProcess.race(PlainStoreBuffering.class, cache, PATIENCE_MILLIS, "0, 0");
        assertTrue(InProcess.count(reports, "0, 0") > 0, () -> counts(reports).toString());
    }

    @Test
    void theArbiterSeesLostUpdates() {
        List<OutcomeReport> reports = InProcess.race(Races.LostUpdates.class, cache, PATIENCE_MILLIS, "1", "2");
        assertTrue(InProcess.count(reports, "1") > 0, () -> counts(reports).toString());
        assertEquals(InProcess.samples(reports), InProcess.count(reports, "1") + InProcess.count(reports, "2"));
    }

    @Test
    void resultsThatAreObjectsCountByWhatTheyPrintInTheEnd() {
        List<OutcomeReport> reports =
                InProcess.race(Heap.ObjectResults.class, cache, PATIENCE_MILLIS, "[1], null", "[1], one");
        assertEquals(2, counts(reports).size(), () -> counts(reports).toString());
        assertTrue(InProcess.count(reports, "[1], one") > 0);
    }

    @Test
    void aReferenceIsSeenBeforeAndAfterItsPublication() {
        List<OutcomeReport> reports = InProcess.race(Heap.Publication.class, cache, PATIENCE_MILLIS, "-1", "42");
        assertTrue(InProcess.count(reports, "-1") > 0, () -> counts(reports).toString());
        assertTrue(InProcess.count(reports, "42") > 0, () -> counts(reports).toString());
    }
}
