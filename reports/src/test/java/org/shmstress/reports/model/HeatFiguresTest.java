package org.shmstress.reports.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.HeatFigure.Square;
import org.shmstress.reports.model.HeatFigure.Word;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.verdict.Grade;

class HeatFiguresTest {

    @Test
    void addsUpTrialsOfOneConfiguration() {
        HeatFigure figure =
                figure(trial("17", "c2", "unsafe", "spread", 1, 10), trial("17", "c2", "unsafe", "spread", 2, 20));
        Square square = figure.squares().get(0);
        assertEquals("10%", square.share());
        assertEquals("JDK 17, c2, unsafe, spread: 3 of 30", square.title());
        assertEquals("q5", square.tone());
    }

    @Test
    void threadsOnFieldsStandBesideProcesses() {
        HeatFigure figure = figure(
                trial("25", "tiered", "unsafe", "spread", 1, 10), trial("25", "tiered", "fields", "spread", 9, 10));
        assertEquals(
                List.of("fields", "unsafe"),
                figure.axes().words().stream()
                        .filter(w -> w.tone().equals("c"))
                        .map(Word::text)
                        .toList());
        assertEquals(
                List.of("90%", "10%"),
                figure.squares().stream().map(Square::share).toList());
    }

    @Test
    void tellsWhatCannotBeFromWhatWasNotTried() {
        HeatFigure figure =
                figure(trial("17", "c1", "unsafe", "spread", 1, 10), trial("25", "c1", "ffm", "spread", 1, 10));
        assertEquals(
                List.of("q5", "q5"), figure.squares().stream().map(Square::tone).toList());
        Square first = figure.squares().get(0);
        Square last = figure.squares().get(1);
        assertEquals(
                "M" + last.x() + " " + first.y() + "h42v19h-42z", figure.axes().impossible(), "ffm on 17");
        assertEquals(
                "M" + first.x() + " " + last.y() + "h42v19h-42z", figure.axes().untried(), "unsafe on 25");
    }

    @Test
    void marksAForbiddenOutcomeOnlyWhereItWasSeen() {
        HeatFigure figure =
                figure(trial("17", "c1", "unsafe", "spread", 0, 10), trial("25", "c1", "unsafe", "spread", 1, 10));
        assertEquals(
                List.of(false, true),
                figure.squares().stream().map(Square::forbidden).toList());
    }

    @Test
    void squaresDoNotOverlapAndLieWithinTheDrawing() {
        HeatFigure figure = figure(
                trial("17", "c1", "unsafe", "spread", 1, 10),
                trial("17+25", "interpreter", "jna", "together", 1, 10),
                trial("25", "c2-stress", "ffm", "free", 1, 10));
        assertEquals(
                figure.squares().size(),
                figure.squares().stream()
                        .map(s -> s.x() + "," + s.y())
                        .distinct()
                        .count());
        figure.squares().forEach(s -> assertTrue(s.x() + 42 <= figure.width() && s.y() + 19 <= figure.height()));
    }

    @Test
    void oneConfigurationIsNotDrawn() {
        assertFalse(HeatFigures.of(List.of(trial("17", "c1", "unsafe", "spread", 1, 10)))
                .areMany());
    }

    private static HeatFigure figure(TrialFinished... trials) {
        return HeatFigures.of(List.of(trials))
                .figure(
                        Text.of("0, 0"),
                        Mark.of(Expect.FORBIDDEN),
                        Text.of("torn"),
                        true,
                        (c, seen) -> seen.counts().get(0).count());
    }

    private static TrialFinished trial(
            String jdks, String jit, String path, String placement, long count, long samples) {
        List<Integer> features =
                Arrays.stream(jdks.split("\\+")).map(Integer::valueOf).toList();
        Configuration configuration = new Configuration(
                path.equals("fields") ? "threads" : "processes",
                features,
                jdks,
                List.of(jit),
                jit,
                path,
                placement,
                "free",
                1,
                0);
        Outcomes seen = new Outcomes(
                List.of(),
                new SegmentSeen("/s", 1, 1),
                samples,
                1,
                List.of(new OutcomeCount("0, 0", count, count, 0, "")),
                1,
                samples,
                1,
                1,
                1,
                1,
                1,
                1,
                1);
        return new TrialFinished(
                "t",
                "s",
                configuration,
                Grade.PASSED,
                "",
                List.of(),
                true,
                Entry.ObservationLine.of(seen),
                1,
                1,
                "",
                "");
    }
}
