package org.shmstress.worker.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.lift.fixtures.FieldTypes;
import org.shmstress.lift.fixtures.PlainStoreBuffering;
import org.shmstress.lift.fixtures.Races;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.segment.AccessPath;

/** One JVM per actor on a real segment, through each access path. */
@Timeout(600)
class SamplingIT {

    private static final long PATIENCE_MILLIS = 120_000;

    @TempDir
    Path cache;

    private List<OutcomeReport> sample(Class<?> test, AccessPath path, long millis, String... untilOutcomes)
            throws IOException {
        return ForkedActors.sample(InProcess.scenario(test), cache, path, millis, List.of(untilOutcomes));
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE_BUFFER", "UNSAFE"})
    void storesOfTwoProcessesAreBothLate(AccessPath path) throws IOException {
        List<OutcomeReport> reports = sample(PlainStoreBuffering.class, path, PATIENCE_MILLIS, "0, 0");
        assertTrue(InProcess.count(reports, "0, 0") > 0, reports::toString);
    }

    /** Not both late: a native call's return to Java is a full fence, so a store is out before the next load begins. */
    @Test
    void storesOfTwoProcessesThroughJnaMeet() throws IOException {
        List<OutcomeReport> reports = sample(PlainStoreBuffering.class, AccessPath.JNA, PATIENCE_MILLIS, "1, 1");
        assertTrue(InProcess.count(reports, "1, 1") > 0, reports::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE_BUFFER", "UNSAFE"})
    void aLongAcrossTwoLinesIsSeenTorn(AccessPath path) throws IOException {
        boolean torn = false;
        for (int attempt = 0; !torn && attempt < 60; attempt++) {
            torn = sample(Races.LineCrossingLong.class, path, 2_000).stream()
                    .flatMap(r -> r.tallies().stream())
                    .map(OutcomeTally::outcome)
                    .anyMatch(o -> !List.of("0, 0", "0, -1", "-1, -1").contains(o));
        }
        assertTrue(torn, "never torn");
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE_BUFFER", "UNSAFE"})
    void slicesAndFieldsOfOneStateKeepTheirInitialValues(AccessPath path) throws IOException {
        List<OutcomeReport> reports = sample(Races.MixedCells.class, path, 300);
        assertEquals(
                List.of("7, 5, 9, -70"),
                reports.get(0).tallies().stream().map(OutcomeTally::outcome).toList());
    }

    static Stream<Arguments> orderedBytes() {
        return Stream.of(
                Arguments.of(FieldTypes.VolatileBoolean.class, "true, false"),
                Arguments.of(FieldTypes.VolatileByte.class, "7, -8"));
    }

    @ParameterizedTest
    @MethodSource("orderedBytes")
    void volatileBytesWorkOnThePathThatHasThem(Class<?> test, String outcome) throws IOException {
        List<OutcomeReport> reports = sample(test, AccessPath.UNSAFE, 100);
        assertEquals(
                List.of(outcome),
                reports.get(0).tallies().stream().map(OutcomeTally::outcome).toList());
    }

    @Test
    void fourProcessesAgreeOnTheOrderOfVolatileWrites() throws IOException {
        List<OutcomeReport> reports = sample(Races.IndependentReads.class, AccessPath.UNSAFE, 500);
        assertEquals(4, reports.size());
        assertTrue(InProcess.samples(reports) > 0);
        assertEquals(0, InProcess.count(reports, "1, 0, 1, 0"));
    }
}
