package org.shmstress.properties.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shmstress.properties.channels.ChannelClaim.Verdict;
import org.shmstress.worker.channels.ChannelKind;

/** What is said of turns, from turns alone. */
class ChannelClaimTest {

    private static final int ROUNDS = 9;

    /** Round trips in nanoseconds; throughput is taken to be their reciprocal. */
    private final Map<ChannelKind, Double> nanos = new EnumMap<>(Map.of(
            ChannelKind.SEGMENT_SPIN, 200.0,
            ChannelKind.SEGMENT_FUTEX, 6_000.0,
            ChannelKind.PIPE, 7_000.0,
            ChannelKind.UNIX, 10_000.0,
            ChannelKind.TCP, 15_000.0,
            ChannelKind.CONTROL, 200_000.0));

    private double spinningCpuShare = 1;
    private int roundsLostToOthers;

    private ChannelClaim claim() {
        List<ChannelTurn> turns = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double noise = 1 + round / 100.0;
            for (int size : ChannelTurn.SIZES) {
                for (Map.Entry<ChannelKind, Double> channel : nanos.entrySet()) {
                    boolean polls = channel.getKey() == ChannelKind.SEGMENT_SPIN;
                    double t = channel.getValue() * (polls && round < roundsLostToOthers ? 1_000 : 1);
                    turns.add(new ChannelTurn(
                            channel.getKey(), size, t * noise, 2 * t, size * 1e9 / t, polls ? spinningCpuShare : 0.5));
                }
            }
        }
        return ChannelClaim.of(turns);
    }

    @Test
    void theClaimIsProvenWherePollingBeatsAllAndTheControlDoesNot() {
        assertEquals(Verdict.PROVEN, claim().verdict());
        assertEquals(List.of(), claim().because());
    }

    @Test
    void oneRoundThatWasLostToOthersChangesNothing() {
        roundsLostToOthers = 1;
        spinningCpuShare = 0.5;
        assertEquals(Verdict.PROVEN, claim().verdict());
        assertTrue(claim().starved().get(0).contains("for only 50 % of a turn"));
        roundsLostToOthers = 2;
        assertEquals(Verdict.UNKNOWN, claim().verdict());
        assertEquals(18, claim().open().size());
    }

    @Test
    void aSegmentThatIsSlowerThanAChannelRefutesTheClaim() {
        nanos.put(ChannelKind.UNIX, 150.0);
        assertEquals(Verdict.REFUTED, claim().verdict());
        assertTrue(
                claim().because().contains("segment-spin to unix at 64 bytes, round trip: slower, 0.75 (0.75–0.75)"));
    }

    @Test
    void sleepingNeedNotBeatSocketsButThePipe() {
        nanos.put(ChannelKind.UNIX, 5_000.0);
        assertEquals(Verdict.PROVEN, claim().verdict());
        nanos.put(ChannelKind.PIPE, 5_000.0);
        assertEquals(Verdict.REFUTED, claim().verdict());
    }

    @Test
    void aControlThatIsCalledFasterMakesTheClaimUnknown() {
        nanos.put(ChannelKind.CONTROL, 6_500.0);
        assertEquals(Verdict.UNKNOWN, claim().verdict());
        assertTrue(claim().blind().get(0).startsWith("the control was called faster than pipe, 1.08"));
    }

    @Test
    void aPollingSideWithoutACpuOfItsOwnRefutesNothing() {
        spinningCpuShare = 0.4;
        nanos.put(ChannelKind.SEGMENT_SPIN, 50_000.0);
        assertEquals(Verdict.UNKNOWN, claim().verdict());
        assertTrue(claim().because().get(claim().because().size() - 1).contains("only 40 %"));
    }

    @Test
    void aChannelThatWasNotMeasuredMakesTheClaimUnknown() {
        nanos.remove(ChannelKind.TCP);
        assertEquals(Verdict.UNKNOWN, claim().verdict());
    }

    @Test
    void boundsOfTheMedianLeaveOutWhatTheSignTestAllows() {
        List<Double> six = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 60.0);
        assertEquals(new MedianBounds(3.5, 1, 60), MedianBounds.of(six));
        List<Double> nine = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 90.0);
        assertEquals(new MedianBounds(5, 2, 8), MedianBounds.of(nine));
        assertThrows(IllegalArgumentException.class, () -> MedianBounds.of(six.subList(0, 5)));
    }
}
