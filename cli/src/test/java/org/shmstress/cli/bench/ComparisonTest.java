package org.shmstress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rounds add up to: medians, ratios, the discard rule, the form in which it is told. */
class ComparisonTest {
    private static final long SECOND = 1_000_000_000;

    private static final LitmusTest TEST = new LitmusTest(
            "StoreBufferingPlain",
            "org.shmstress.litmus/StoreBufferingPlain",
            "org.shmstress.litmus.StoreBufferingPlain",
            2,
            List.of(
                    new Expectation("0, 1", Expect.ACCEPTABLE, ""),
                    new Expectation("0, 0", Expect.INTERESTING, ""),
                    new Expectation("9, 9", Expect.FORBIDDEN, "")));

    private static Measured measured(long usual, long weak) {
        Map<String, Long> counts = weak == 0 ? Map.of("0, 1", usual) : Map.of("0, 1", usual, "0, 0", weak);
        return new Measured(counts, 2 * SECOND, 3 * (usual + weak), 4 * SECOND, 2);
    }

    /** One round per pair of samples per second; a tenth of them are weak. */
    private static List<Round> rounds(long[]... rates) {
        List<Round> rounds = new ArrayList<>();
        for (long[] rate : rates) {
            rounds.add(new Round(
                    rounds.size() + 1,
                    measured(rate[0] * 2 * 9 / 10, rate[0] * 2 / 10),
                    measured(rate[1] * 2 * 9 / 10, rate[1] * 2 / 10)));
        }
        return rounds;
    }

    @Test
    void takesTheMiddleOfOddNumbersAndTheMeanOfTheTwoMiddleOnesOfEven() {
        assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 3.0, 1.0)));
        assertEquals(new Spread(4, 1, 9), Spread.of(List.of(9.0, 3.0, 1.0, 5.0)));
        assertEquals(new Spread(7, 7, 7), Spread.of(List.of(7.0)));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }

    @Test
    void discardsRoundsInWhichThePeerIsBelowHalfOfItsBest() {
        List<Round> rounds = rounds(new long[][] {{100, 40}, {100, 20}, {100, 19}, {1000, 0}});
        assertEquals(
                List.of(1, 2), Round.kept(rounds).stream().map(Round::number).toList());
        Comparison compared = Comparison.of(TEST, rounds, 3);
        assertEquals(2, compared.rounds());
        assertFalse(compared.enoughRounds());
        assertEquals(List.of(3, 4), compared.discarded());
    }

    @Test
    void comparesWithinRoundsSoThatASlowMinuteSlowsBothSides() {
        Comparison compared = Comparison.of(TEST, rounds(new long[][] {{500, 100}, {300, 50}, {240, 80}}), 1);
        assertEquals(300, compared.ours().samplesPerSecond());
        assertEquals(80, compared.peer().samplesPerSecond());
        assertEquals(30, compared.ours().weakPerSecond());
        assertEquals(8, compared.peer().weakPerSecond());
        assertEquals(new Spread(5, 3, 6), compared.samplesRatioSpread());
        assertEquals(5, compared.samplesRatio());
        assertEquals(Optional.of(5.0), compared.weakRatio());
    }

    @Test
    void tellsStartAndForksApartFromWhatWasMeasuredWarm() {
        Comparison compared = Comparison.of(TEST, rounds(new long[][] {{100, 100}}), 1);
        assertEquals(150, compared.ours().samplesPerSecondWithStart());
        assertEquals(300, compared.ours().samplesPerFork());
    }

    @Test
    void hasNoWeakRatioWhereThePeerSawNothingWeak() {
        List<Round> rounds = List.of(new Round(1, measured(100, 5), measured(100, 0)));
        Comparison compared = Comparison.of(TEST, rounds, 1);
        assertEquals(Optional.empty(), compared.weakRatio());
        assertEquals(Set.of("0, 0", "0, 1"), compared.ours().outcomes());
        assertEquals(Set.of("0, 1"), compared.peer().outcomes());
    }

    @Test
    void refusesToCompareWithAPeerThatTookNothing() {
        assertThrows(HarnessException.class, () -> Comparison.of(TEST, rounds(new long[][] {{100, 0}}), 1));
    }

    @Test
    void addsUpOutcomesOverForks() {
        List<String> lines = List.of("fork NORMAL", "outcome 3 0, 1", "all 9", "outcome 4 0, 1", "outcome 1 0, 0", "");
        assertEquals(Map.of("0, 1", 7L, "0, 0", 1L), Peer.counts(lines));
    }

    @Test
    void tellsOnJsonWhatATableTells() {
        Comparison compared = Comparison.of(TEST, rounds(new long[][] {{500, 100}, {10, 10}}), 1);
        WallTime wall = WallTime.of(TEST, measured(90, 20), measured(50, 10));
        LitmusReport report = LitmusReport.of("17.0.1", 2, List.of(compared), List.of(wall));
        JsonNode test = JsonMapper.builder()
                .build()
                .readTree(report.json())
                .get("tests")
                .get(0);
        assertEquals("StoreBufferingPlain", test.get("name").asString());
        assertEquals(500, test.get("ours").get("samplesPerSecond").asDouble());
        assertEquals(10, test.get("peer").get("weakPerSecond").asDouble());
        assertEquals(5, test.get("samplesRatio").asDouble());
        assertEquals(5, test.get("weakRatio").asDouble());
        assertEquals(2, test.get("discarded").get(0).asInt());
        String text = report.text();
        assertTrue(
                text.lines()
                        .anyMatch(l -> l.matches("StoreBufferingPlain .* 5.00 \\(5.00–5.00\\) .*1, discarded \\[2]")),
                text);
        assertTrue(text.lines().anyMatch(l -> l.matches("StoreBufferingPlain +4.0 s +4.0 s 1.00 .*")), text);
    }

    @Test
    void tellsStartsAsTableAndAsJson() {
        StartFigure figure = StartFigure.of(16, List.of(400.0, 900.0, 600.0), List.of(200.0, 300.0, 100.0));
        assertEquals(new Spread(3, 2, 6), figure.ratio());
        String text = StartFigure.text("17", 2, List.of(figure));
        assertTrue(text.lines().anyMatch(l -> l.matches(" +16 +600 \\(400–900\\) +200 \\(100–300\\) +3.00")), text);
        JsonNode start = JsonMapper.builder()
                .build()
                .readTree(StartFigure.json("17", 2, List.of(figure)))
                .get("starts")
                .get(0);
        assertEquals(16, start.get("workers").asInt());
        assertEquals(600, start.get("ours").get("median").asDouble());
    }
}
