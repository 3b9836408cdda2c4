package org.shmstress.properties.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.worker.channels.ChannelKind;

class ChannelRatiosTest {

    private static final int ROUNDS = 7;

    /** A side that polls is ten times as fast as any channel, one that sleeps twice; the control is slow. */
    private static long nanos(ChannelKind kind) {
        return switch (kind) {
            case SEGMENT_SPIN -> 200;
            case SEGMENT_FUTEX -> 1_000;
            case CONTROL -> 100_000;
            default -> 2_000;
        };
    }

    private static ChannelRatios of(ToLongFunction<ChannelKind> nanos, long cpuPerMille) {
        return new ChannelRatios(IntStream.range(0, ROUNDS)
                .mapToObj(round -> round(round, nanos, cpuPerMille))
                .toList());
    }

    private static ScriptTrace round(int number, ToLongFunction<ChannelKind> nanos, long cpuPerMille) {
        List<StepSeen> steps = new ArrayList<>();
        for (int size : ChannelRatios.SIZES) {
            for (ChannelKind kind : ChannelKind.values()) {
                String rest = kind.label() + " /tmp/round" + number + " " + size + " 8";
                long time = nanos.applyAsLong(kind);
                steps.add(step(
                        "0: errand channel-first m " + rest,
                        "figures p50-nanos=" + time + " p99-nanos=" + 2 * time + " bytes-per-second="
                                + size * 1_000_000_000L / time + " cpu-per-mille=" + cpuPerMille + " interpreted=0"));
                steps.add(step("1: errand channel-second n " + rest, "figures cpu-per-mille=" + cpuPerMille));
            }
        }
        return new ScriptTrace("", steps);
    }

    private static StepSeen step(String step, String answer) {
        return new StepSeen(1, 0, 0, step, answer, List.of(), true, List.of(), 0, 0);
    }

    @Test
    void fasterInEveryRoundIsProven() {
        ChannelRatios ratios = of(ChannelRatiosTest::nanos, 990);
        assertEquals(List.of(), ratios.doubts());
        assertEquals(Optional.empty(), ratios.against());
        assertEquals(List.of(), ratios.undecided());
        assertTrue(ratios.control().startsWith("caught, round trips of 64 bytes to pipe 0.02"), ratios::control);
        assertTrue(ratios.facts()
                .contains("faster by 10.00 (10.00 to 10.00): segment-spin to tcp at 4096 bytes, throughput"));
    }

    @Test
    void slowerInEveryRoundSpeaksAgainstIt() {
        ChannelRatios ratios = of(kind -> kind == ChannelKind.SEGMENT_SPIN ? 4_000 : nanos(kind), 990);
        assertEquals(Optional.of("segment-spin to pipe at 64 bytes, round trip is not slower"), ratios.against());
    }

    @Test
    void sometimesSlowerIsUndecided() {
        List<ScriptTrace> rounds = new ArrayList<>();
        IntStream.range(0, ROUNDS - 1).forEach(i -> rounds.add(round(i, ChannelRatiosTest::nanos, 990)));
        rounds.add(round(6, kind -> kind == ChannelKind.SEGMENT_SPIN ? 4_000 : nanos(kind), 990));
        ChannelRatios ratios = new ChannelRatios(rounds);
        assertEquals(Optional.empty(), ratios.against());
        assertEquals(18, ratios.undecided().size());
    }

    @Test
    void whoPolledWithoutACpuMayHaveBeenSlowedDown() {
        ChannelRatios ratios = of(ChannelRatiosTest::nanos, 500);
        assertEquals(List.of(), ratios.doubts());
        assertTrue(ratios.starved().get(0).contains("for only 50 % of a turn"));
        assertEquals(List.of(), of(ChannelRatiosTest::nanos, 990).starved());
    }

    @Test
    void aControlThatIsFasterProvesNothing() {
        ChannelRatios ratios = of(kind -> kind == ChannelKind.CONTROL ? 100 : nanos(kind), 990);
        assertTrue(ratios.control().startsWith("not caught"), ratios::control);
        assertFalse(ratios.doubts().isEmpty());
    }
}
