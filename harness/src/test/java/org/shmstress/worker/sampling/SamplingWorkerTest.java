package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.lift.fixtures.FieldTypes;
import org.shmstress.lift.fixtures.Misbehaving;
import org.shmstress.lift.fixtures.PlainStoreBuffering;
import org.shmstress.lift.fixtures.Races;
import org.shmstress.lift.fixtures.Shapes;
import org.shmstress.lift.fixtures.Terminations;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;

@Timeout(300)
class SamplingWorkerTest {

    /** Generous: a busy host slows down twentyfold, and what is waited for ends the sampling as soon as it is there. */
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
                Arguments.of(FieldTypes.Byte.class, "7, -8"),
                Arguments.of(FieldTypes.Short.class, "-700, 8"),
                Arguments.of(FieldTypes.Char.class, "k, m"),
                Arguments.of(FieldTypes.Int.class, "70000, -80000"),
                Arguments.of(FieldTypes.Long.class, "7000000000, -8000000000"),
                Arguments.of(FieldTypes.Float.class, "0.7, -0.8"),
                Arguments.of(FieldTypes.Double.class, "0.7, -0.8"),
                Arguments.of(FieldTypes.VolatileShort.class, "-700, 8"),
                Arguments.of(FieldTypes.VolatileChar.class, "k, m"),
                Arguments.of(FieldTypes.VolatileInt.class, "70000, -80000"),
                Arguments.of(FieldTypes.VolatileLong.class, "7000000000, -8000000000"),
                Arguments.of(FieldTypes.VolatileFloat.class, "0.7, -0.8"),
                Arguments.of(FieldTypes.VolatileDouble.class, "0.7, -0.8"),
                Arguments.of(Shapes.WithSeparateState.class, "3, 5"),
                Arguments.of(Shapes.WithoutParameters.class, "5, 6"),
                Arguments.of(Shapes.WithInheritance.class, "3, 5, 8, 6"),
                Arguments.of(Shapes.WithHelpers.class, "11, 20"),
                Arguments.of(Shapes.WithBranches.class, "51"));
    }

    @ParameterizedTest
    @MethodSource("testsWithOneOutcome")
    void eachSampleStartsFromInitialValuesAndKeepsEveryBit(Class<?> test, String outcome) {
        List<OutcomeReport> reports = InProcess.sample(test, cache, 40);
        assertTrue(InProcess.samples(reports) > 0);
        assertEquals(Map.of(outcome, InProcess.samples(reports)), counts(reports));
    }

    @Test
    void anActorThatSeesItsSignalTerminates() {
        List<OutcomeReport> reports = InProcess.sample(Terminations.SeparateState.class, cache, 100);
        assertTrue(InProcess.samples(reports) > 0);
        assertEquals(Map.of("TERMINATED", InProcess.samples(reports)), counts(reports));
        assertTrue(reports.get(1).overlappedChunks() > 0, "no actor was at work when its signal came");
    }

    @Test
    void anActorThatThrowsIsAnError() {
        List<OutcomeReport> reports = InProcess.sample(Terminations.ActorThrows.class, cache, 100);
        assertTrue(InProcess.samples(reports) > 0);
        assertEquals(Map.of("ERROR", InProcess.samples(reports)), counts(reports));
    }

    @Test
    void storeBufferingShowsBothStoresLate() {
        List<OutcomeReport> reports = InProcess.sample(PlainStoreBuffering.class, cache, PATIENCE_MILLIS, "0, 0");
        assertTrue(InProcess.count(reports, "0, 0") > 0, () -> counts(reports).toString());
    }

    @Test
    void incrementsLoseUpdatesAndTheArbiterSeesIt() {
        List<OutcomeReport> reports = InProcess.sample(Races.LostUpdates.class, cache, PATIENCE_MILLIS, "1", "2");
        assertTrue(InProcess.count(reports, "1") > 0, () -> counts(reports).toString());
        assertTrue(InProcess.count(reports, "2") > 0, () -> counts(reports).toString());
        assertEquals(InProcess.samples(reports), InProcess.count(reports, "1") + InProcess.count(reports, "2"));
    }

    @Test
    void fourActorsMoreThanThereMayBeCpusGetOn() {
        List<OutcomeReport> reports = InProcess.sample(Races.IndependentReads.class, cache, 200);
        assertEquals(4, reports.size());
        assertEquals(
                InProcess.samples(reports),
                counts(reports).values().stream().mapToLong(n -> n).sum());
        assertEquals(0, InProcess.count(reports, "1, 0, 1, 0"));
    }

    @Test
    void countsAddUpToSamplesOverOutcomesSettingsAndActors() {
        List<OutcomeReport> reports = InProcess.sample(PlainStoreBuffering.class, cache, 300);
        for (OutcomeReport report : reports) {
            assertEquals(
                    report.samples(),
                    report.tallies().stream().mapToLong(OutcomeTally::count).sum());
            for (OutcomeTally tally : report.tallies()) {
                assertTrue(tally.warmCount() <= tally.count());
                assertTrue(tally.firstSeenNanos() >= 0);
            }
        }
        assertEquals(reports.get(0).rounds(), reports.get(1).rounds());
    }

    @Test
    void anEarlyEndTakesEveryWantedOutcomeToBeSeenBySomeActor() {
        long start = System.nanoTime();
        List<OutcomeReport> reports =
                InProcess.sample(PlainStoreBuffering.class, cache, PATIENCE_MILLIS, "0, 1", "1, 0");
        assertTrue(InProcess.count(reports, "0, 1") > 0);
        assertTrue(InProcess.count(reports, "1, 0") > 0);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < PATIENCE_MILLIS, "sampled to the end although all was seen");
    }

    @Test
    void anActorThatThrowsFreesTheOthersWhoReportWhatTheyHave() {
        InProcess.ActorsFailed e = assertThrows(
                InProcess.ActorsFailed.class,
                () -> InProcess.sample(Misbehaving.Throwing.class, cache, PATIENCE_MILLIS));
        assertEquals(
                List.of("thrown by an actor"),
                e.failures.stream().map(Throwable::getMessage).toList());
        assertEquals(1, e.reports.size());
        OutcomeReport survivor = e.reports.get(0);
        assertEquals(
                survivor.samples(),
                survivor.tallies().stream().mapToLong(OutcomeTally::count).sum());
    }

    @Test
    void initialValuesThatVaryAreTheSameForAllActors() {
        List<OutcomeReport> reports = InProcess.sample(Races.RandomInitialValues.class, cache, 200);
        assertTrue(InProcess.samples(reports) > 0, "nothing sampled");
        assertEquals(0, InProcess.count(reports, "0"), "actors saw different initial values");
        assertEquals(InProcess.samples(reports), InProcess.count(reports, "1") + InProcess.count(reports, "2"));
        assertTrue(InProcess.count(reports, "1") > 0 && InProcess.count(reports, "2") > 0, "values did not vary");
    }

    @Test
    void refusesConstructionsThatMakeDifferentObjects() {
        for (Class<?> type : List.of(Misbehaving.RandomAliases.class, Misbehaving.RandomAllocations.class)) {
            InProcess.ActorsFailed e =
                    assertThrows(InProcess.ActorsFailed.class, () -> InProcess.sample(type, cache, 100));
            assertTrue(e.failures.get(0).getMessage().contains("constructions vary"), () -> e.failures.toString());
        }
    }

    @Test
    void saysThatThisJdkLacksWhatAnInitializerWants() {
        InProcess.ActorsFailed e = assertThrows(
                InProcess.ActorsFailed.class, () -> InProcess.sample(Misbehaving.Unsupported.class, cache, 100));
        assertEquals(CannotRunException.class, e.failures.get(0).getClass());
        assertTrue(e.failures.get(0).getMessage().contains("no such alignment"), () -> e.failures.toString());
    }

    @Test
    void theWitnessIsSeenOnceActorsOverlap() {
        long overlapped = 0;
        for (int attempt = 0; overlapped == 0 && attempt < 100; attempt++) {
            List<OutcomeReport> reports = InProcess.sample(PlainStoreBuffering.class, cache, 1_000, "0, 0");
            overlapped = reports.get(0).overlappedChunks();
            assertTrue(overlapped <= reports.get(0).sampledChunks());
            assertEquals(0, reports.get(1).sampledChunks());
        }
        assertTrue(overlapped > 0, "no stamped chunk was ever run by both actors at once");
    }
}
