package org.shmstress.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;
import org.shmstress.verdict.Quarantine.Tolerated;
import org.shmstress.verdict.Quarantine.Unused;

class QuarantineTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    private static Quarantine parse(String... lines) {
        return Quarantine.parse(List.of(lines), "known.txt", TODAY);
    }

    private static ScenarioVerdict verdict(String scenario, Grade grade) {
        return new ScenarioVerdict(scenario, grade, "because", 1, 1, 1);
    }

    @Test
    void readsScenarioOwnerReasonAndLastDay() {
        Quarantine quarantine = parse("# known", "", "  ordering/*  ana   waits for #12,  in kernel 6.19  2026-06-01");
        assertEquals(
                List.of(new Quarantine.Line(3, "ordering/*", "ana", "waits for #12, in kernel 6.19", TODAY)),
                quarantine.lines());
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("ordering/IRIW ana 2026-12-31", "known.txt line 2: ", "has 3 words"),
                Arguments.of("[x] ana why 2026-12-31", "line 2: '[x]' is no scenario", "use an id"),
                Arguments.of("@tag ana why 2026-12-31", "line 2: '@tag' is no scenario", "use an id"),
                Arguments.of("a/B ana why 31.12.2026", "line 2: '31.12.2026' is no date", "2026-12-31"),
                Arguments.of("a/B ana why 2026-02-30", "line 2: '2026-02-30' is no date", "2026-12-31"),
                Arguments.of("a/B ana why 2026-05-31", "line 2: ", "'a/B' expired on 2026-05-31; ana must"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void badLinesAreNamedWithTheirWord(String line, String where, String what) {
        HarnessException refused = assertThrows(HarnessException.class, () -> parse("# first", line));
        assertEquals(Kind.USAGE, refused.kind());
        assertTrue(refused.getMessage().contains(where), refused.getMessage());
        assertTrue(refused.getMessage().contains(what), refused.getMessage());
    }

    @Test
    void takesDefectsAndUnknownOutOfTheCountAndNothingElse() {
        Quarantine quarantine = parse("a/* ana why 2026-12-31");
        List<ScenarioVerdict> verdicts = Stream.of(Grade.values())
                .flatMap(g -> Stream.of(verdict("a/" + g, g), verdict("b/" + g, g)))
                .toList();
        assertEquals(
                List.of("a/UNKNOWN", "a/CRASHED", "a/FAILED"),
                quarantine.over(verdicts).stream()
                        .map(Tolerated::verdict)
                        .map(ScenarioVerdict::scenario)
                        .toList());
    }

    @Test
    void tellsLinesThatWereOfNoUseAndWhy() {
        Quarantine quarantine = parse(
                "a/Bad ana why 2026-12-31",
                "a/Good ana why 2026-12-31",
                "c/* ana why 2026-12-31",
                "a/B* ana x 2026-12-31");
        List<Unused> unused =
                quarantine.unused(List.of(verdict("a/Bad", Grade.FAILED), verdict("a/Good", Grade.PASSED)));
        assertEquals(
                List.of("a/Good", "c/*", "a/B*"),
                unused.stream().map(u -> u.line().pattern()).toList());
        assertEquals(
                List.of(
                        "nothing wrong was seen",
                        "no scenario of this run is in it",
                        "nothing that it holds decides the run"),
                unused.stream().map(Unused::why).toList());
    }
}
