package org.shmstress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shmstress.HarnessException;
import org.shmstress.cli.bench.Comparison.Lives;
import org.shmstress.cli.bench.Comparison.RoundFigures;
import org.shmstress.cli.bench.Round.Pair;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.Scenario.OutcomeTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rounds add up to: medians, ratios, the discard rule, the form in which it is told. */
class ComparisonTest {
    private static final long SECOND = 1_000_000_000;

    private static final String CLASS = "org.shmstress.litmus.StoreBufferingPlain";

    private static final List<Expectation> TABLE = List.of(
            new Expectation("0, 1", Expect.ACCEPTABLE, ""),
            new Expectation("0, 0", Expect.INTERESTING, ""),
            new Expectation("9, 9", Expect.FORBIDDEN, ""));

    private static final LitmusTest TEST = new LitmusTest(
            "StoreBufferingPlain",
            new OutcomeTest(
                    "org.shmstress.litmus/StoreBufferingPlain",
                    "",
                    "",
                    Set.of(),
                    CLASS,
                    Path.of("litmus.jar"),
                    2,
                    TABLE,
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty()),
            CLASS,
            TABLE);

    private static final Lives LIVES =
            new Lives(new Life(600, 4 * SECOND, SECOND, 2, 0), new Life(100, 2 * SECOND, SECOND / 2, 1, 0.25));

    private static Measured measured(long usual, long weak) {
        Map<String, Long> counts = weak == 0 ? Map.of("0, 1", usual) : Map.of("0, 1", usual, "0, 0", weak);
        return new Measured(counts, 2 * SECOND);
    }

    private static Comparison compare(List<Round> rounds, int wanted) {
        return Comparison.of(TEST, rounds, LIVES, wanted);
    }

    /** One round per pair of samples per second; a tenth of them are weak. */
    private static List<Round> rounds(long[]... rates) {
        List<Round> rounds = new ArrayList<>();
        for (long[] rate : rates) {
            rounds.add(new Round(
                    rounds.size() + 1,
                    measured(rate[0] * 2 * 9 / 10, rate[0] * 2 / 10),
                    measured(rate[1] * 2 * 9 / 10, rate[1] * 2 / 10),
                    pairs(rate)));
        }
        return rounds;
    }

    /** Whose lines cross in so many nanoseconds as the third number says. */
    private static List<Pair> pairs(long[] rate) {
        return List.of(new Pair(rate.length < 3 ? Optional.empty() : Optional.of((double) rate[2]), rate[1]));
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
        Comparison compared = compare(rounds, 3);
        assertEquals(2, compared.rounds());
        assertFalse(compared.enoughRounds());
        assertEquals(List.of(3, 4), compared.discarded());
    }

    @Test
    void keepsRoundsInWhichTheHostIsSlowForBothSides() {
        List<Round> rounds =
                rounds(new long[][] {{500, 100, 50}, {150, 40, 160}, {150, 19, 160}, {150, 49, 55}, {9, 49}});
        assertEquals(
                List.of(1, 2), Round.kept(rounds).stream().map(Round::number).toList());
    }

    @Test
    void tellsEveryRoundWithItsRatioWhetherItCountsOrNot() {
        Comparison compared = compare(rounds(new long[][] {{500, 100, 50}, {30, 10, 50}}), 1);
        assertEquals(
                List.of(true, false),
                compared.roundFigures().stream().map(RoundFigures::counts).toList());
        assertEquals(Optional.of(3.0), compared.roundFigures().get(1).samplesRatio());
    }

    @Test
    void sumsUpTurns() {
        Measured sum = measured(3, 0).plus(measured(2, 5)).plus(Measured.NOTHING);
        assertEquals(new Measured(Map.of("0, 1", 5L, "0, 0", 5L), 4 * SECOND), sum);
    }

    @Test
    void knowsWhatIsForbidden() {
        assertTrue(TEST.isForbidden("9, 9"));
        assertFalse(TEST.isForbidden("0, 0"));
    }

    @Test
    void comparesWithinRoundsSoThatASlowMinuteSlowsBothSides() {
        Comparison compared = compare(rounds(new long[][] {{500, 100}, {300, 50}, {240, 80}}), 1);
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
        Comparison compared = compare(rounds(new long[][] {{100, 100}}), 1);
        assertEquals(150, compared.ours().samplesPerSecondWithStart());
        assertEquals(300, compared.ours().samplesPerFork());
        assertEquals(0.5, compared.peer().startSeconds());
        assertEquals(0.25, compared.peer().idleCpuShare());
    }

    @Test
    void hasNoWeakRatioWhereThePeerSawNothingWeak() {
        List<Round> rounds = List.of(new Round(1, measured(100, 5), measured(100, 0), List.of()));
        Comparison compared = compare(rounds, 1);
        assertEquals(Optional.empty(), compared.weakRatio());
        assertEquals(Set.of("0, 0", "0, 1"), compared.ours().outcomes());
        assertEquals(Set.of("0, 1"), compared.peer().outcomes());
    }

    @Test
    void refusesToCompareWithAPeerThatTookNothing() {
        assertThrows(HarnessException.class, () -> compare(rounds(new long[][] {{100, 0}}), 1));
    }

    @Test
    void addsUpOutcomesOverForks() {
        List<String> lines = List.of("fork NORMAL", "outcome 3 0, 1", "all 9", "outcome 4 0, 1", "outcome 1 0, 0", "");
        assertEquals(Map.of("0, 1", 7L, "0, 0", 1L), Peer.counts(lines));
    }

    @Test
    void tellsOnJsonWhatATableTells() {
        Comparison compared = compare(rounds(new long[][] {{500, 100}, {10, 10}}), 1);
        WallTime wall = WallTime.of(TEST, measured(90, 20), measured(50, 10), 700);
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
                        .anyMatch(l ->
                                l.matches("StoreBufferingPlain .* 5.00 \\(5.00–5.00\\) .*1, discarded 2 \\(1.00\\)")),
                text);
        assertTrue(text.lines().anyMatch(l -> l.matches("StoreBufferingPlain +2.0 s +2.0 s 1.00 .*")), text);
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
