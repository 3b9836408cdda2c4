package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;

class OutcomeSumTest {

    private static OutcomeReport report(long samples, long ranSlots, OutcomeTally... tallies) {
        return new OutcomeReport(
                samples, ranSlots, 1, List.of(tallies), 3, samples / 2, 50, 0, 0, 0, 0, 0, 0, List.of());
    }

    private static OutcomeTally tally(String outcome, long count, String setting, double perSecond) {
        return new OutcomeTally(outcome, count, count / 2, 7_000_000, setting, perSecond);
    }

    @Test
    void addsUpWhatWorkersSawAndKeepsTheBestSetting() {
        OutcomeSum sum = new OutcomeSum(List.of(
                report(30, 50, tally("a", 20, "one", 5), tally("b", 10, "one", 1)),
                report(20, 50, tally("a", 20, "two", 9))));
        var seen = sum.observation(List.of(), new SegmentSeen("", 0, 0), -1);
        assertEquals(
                List.of(new OutcomeCount("a", 40, 20, 7, "two"), new OutcomeCount("b", 10, 5, 7, "one")),
                seen.counts());
        assertEquals(50, seen.samples());
        assertEquals(25, seen.warmSamples());
        assertEquals(50, seen.warmNanos());
        assertEquals(Optional.empty(), sum.miscount());
    }

    @Test
    void noticesOutcomesThatDoNotAddUpToTheSamples() {
        OutcomeSum sum =
                new OutcomeSum(List.of(report(30, 50, tally("a", 29, "", 0)), report(20, 50, tally("a", 20, "", 0))));
        assertTrue(sum.miscount().orElseThrow().contains("worker 0 tallied 30 samples, but its outcomes add up to 29"));
    }

    @Test
    void noticesAnActorThatRanFewerSlotsThanWereTallied() {
        OutcomeSum sum =
                new OutcomeSum(List.of(report(30, 50, tally("a", 30, "", 0)), report(20, 49, tally("a", 20, "", 0))));
        assertTrue(sum.miscount().orElseThrow().contains("actors ran from 49 to 50 slots"));
    }

    @Test
    void noticesSharesThatDoNotMakeUpTheSlots() {
        OutcomeSum sum =
                new OutcomeSum(List.of(report(30, 51, tally("a", 30, "", 0)), report(20, 51, tally("a", 20, "", 0))));
        assertTrue(sum.miscount().isPresent());
    }

    @Test
    void workersMayLeaveAnAbortedTrialARoundApart() {
        OutcomeReport ahead =
                new OutcomeReport(10, 20, 2, List.of(tally("a", 10, "", 0)), 1, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
        OutcomeReport behind =
                new OutcomeReport(5, 10, 1, List.of(tally("a", 5, "", 0)), 1, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
        OutcomeReport wrong =
                new OutcomeReport(1, 10, 1, List.of(tally("a", 1, "", 0)), 1, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
        assertEquals(Optional.empty(), new OutcomeSum(List.of(ahead, behind)).miscount());
        assertTrue(new OutcomeSum(List.of(wrong, ahead, wrong, ahead, ahead, ahead))
                .miscount()
                .isPresent());
    }
}
