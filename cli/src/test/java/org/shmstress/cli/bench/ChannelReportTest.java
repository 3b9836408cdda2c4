package org.shmstress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.shmstress.properties.channels.ChannelTurn;
import org.shmstress.worker.channels.ChannelKind;
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
        List<ChannelTurn> turns = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double noise = 1 + round / 100.0;
            for (int size : ChannelTurn.SIZES) {
                nanos.forEach((channel, t) -> turns.add(new ChannelTurn(
                        ChannelKind.of(channel).orElseThrow(),
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
    void theReasonOfAVerdictIsPrinted() {
        spinningCpuShare = 0.4;
        nanos.put("segment-spin", 50_000.0);
        assertEquals("UNKNOWN", report().claim());
        assertTrue(report().text().contains("only 40 %"), report()::text);
    }

    @Test
    void thePlotIsWellFormedAndHasNoScript() throws Exception {
        String svg = ChannelPlot.svg(report());
        int marks = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("circle")
                .getLength();
        assertEquals(nanos.size() * (ChannelTurn.SIZES.size() * 2 + 1), marks);
        assertFalse(svg.contains("<script"));
    }
}
