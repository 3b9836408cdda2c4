package org.shmstress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.shmstress.cli.bench.ChannelReport.Turn;
import org.xml.sax.InputSource;

/** What is said of turns, from turns alone. */
class ChannelReportTest {

    private static final int ROUNDS = 9;

    /** Round trips in nanoseconds; throughput is taken to be their reciprocal. */
    private final Map<String, Double> nanos = new HashMap<>(Map.of(
            "segment-spin", 200.0,
            "segment-futex", 6_000.0,
            "pipe", 7_000.0,
            "unix", 10_000.0,
            "tcp", 15_000.0,
            "control", 200_000.0));

    private double spinningCpuShare = 1;

    private ChannelReport report() {
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double noise = 1 + round / 100.0;
            for (int size : Channels.SIZES) {
                nanos.forEach((channel, t) -> turns.add(new Turn(
                        channel,
                        size,
                        t * noise,
                        2 * t,
                        size * 1e9 / t,
                        channel.equals("segment-spin") ? spinningCpuShare : 0.5)));
            }
        }
        return ChannelReport.of("17", 2, new Channels.Plan(ROUNDS, 10), turns);
    }

    @Test
    void theClaimIsProvenWherePollingBeatsAllAndTheControlDoesNot() {
        assertEquals("PROVEN", report().claim(), report()::text);
        assertEquals(List.of(), report().because());
    }

    @Test
    void aSegmentThatIsSlowerThanAChannelRefutesTheClaim() {
        nanos.put("unix", 150.0);
        assertEquals("REFUTED", report().claim());
        assertTrue(report().because().contains("segment-spin to unix at 64 bytes, round trip: slower"));
    }

    @Test
    void sleepingNeedNotBeatSockets() {
        nanos.put("unix", 5_000.0);
        assertEquals("PROVEN", report().claim(), report()::text);
    }

    @Test
    void aControlThatIsCalledFasterMakesTheClaimUnknown() {
        nanos.put("control", 6_500.0);
        assertEquals("UNKNOWN", report().claim());
        assertTrue(report().because().contains("the control was called faster than pipe"));
    }

    @Test
    void aPollingSideWithoutACpuOfItsOwnMakesTheClaimUnknownWhateverWasMeasured() {
        spinningCpuShare = 0.4;
        nanos.put("segment-spin", 50_000.0);
        assertEquals("UNKNOWN", report().claim());
        assertTrue(report().text().contains("only 40 %"), report()::text);
    }

    @Test
    void aChannelThatWasNotMeasuredMakesTheClaimUnknown() {
        nanos.remove("tcp");
        assertEquals("UNKNOWN", report().claim());
    }

    @Test
    void boundsOfTheMedianLeaveOutWhatTheSignTestAllows() {
        List<Double> six = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 60.0);
        assertEquals(new MedianBounds(3.5, 1, 60), MedianBounds.of(six));
        List<Double> nine = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 90.0);
        assertEquals(new MedianBounds(5, 2, 8), MedianBounds.of(nine));
        assertThrows(IllegalArgumentException.class, () -> MedianBounds.of(six.subList(0, 5)));
    }

    @Test
    void thePlotIsWellFormedAndHasNoScript() throws Exception {
        String svg = ChannelPlot.svg(report());
        int marks = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("circle")
                .getLength();
        assertEquals(nanos.size() * (Channels.SIZES.size() * 2 + 1), marks);
        assertFalse(svg.contains("<script"));
    }
}
