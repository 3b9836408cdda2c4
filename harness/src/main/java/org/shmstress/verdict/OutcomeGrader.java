package org.shmstress.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.Expectations;

/** What the outcomes of a trial mean against the test's outcome table. */
final class OutcomeGrader {

    private OutcomeGrader() {}

    static TrialVerdict grade(List<Expectation> table, Outcomes seen) {
        long counted = seen.counts().stream().mapToLong(OutcomeCount::count).sum();
        if (counted != seen.samples()) {
            return verdict(
                    Grade.BROKEN,
                    "the outcomes add up to " + counted + " but " + seen.samples() + " samples were taken",
                    false,
                    List.of());
        }
        if (seen.samples() == 0) {
            return verdict(Grade.UNKNOWN, "no sample was taken", false, List.of());
        }
        List<OutcomeCount> forbidden = seen.counts().stream()
                .filter(c -> Expectations.match(table, c.outcome()).expect() == Expect.FORBIDDEN)
                .toList();
        if (!forbidden.isEmpty()) {
            return verdict(Grade.FAILED, reason(forbidden, seen), true, facts(table, forbidden, seen));
        }
        if (seen.overlappedChunks() == 0) {
            return verdict(
                    Grade.UNKNOWN,
                    "no two actors were ever seen to run at the same time (0 of " + seen.sampledChunks()
                            + " chunks looked at)",
                    false,
                    List.of());
        }
        return verdict(
                Grade.PASSED,
                "no forbidden outcome in " + seen.samples() + " samples, " + Bound.afterNoneOf(seen.samples()),
                true,
                List.of());
    }

    private static String reason(List<OutcomeCount> forbidden, Outcomes seen) {
        return forbidden.stream()
                        .map(c -> "(" + c.outcome() + ") seen " + c.count() + " times")
                        .collect(Collectors.joining(", ", "forbidden outcome ", ""))
                + " in " + seen.samples() + " samples";
    }

    private static List<Fact> facts(List<Expectation> table, List<OutcomeCount> forbidden, Outcomes seen) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "expected",
                table.stream()
                        .filter(e -> e.expect() != Expect.FORBIDDEN)
                        .map(Expectation::pattern)
                        .collect(Collectors.joining(" or "))));
        for (OutcomeCount count : forbidden) {
            Expectation row = Expectations.match(table, count.outcome());
            facts.add(new Fact("seen", count.outcome()));
            facts.add(new Fact("how often", count.count() + " of " + seen.samples() + " samples"));
            facts.add(new Fact("first seen", count.firstSeenMillis() + " ms after the start"));
            facts.add(new Fact("most often under", count.bestSetting()));
            facts.add(new Fact("meaning", row.meaning()));
        }
        return facts;
    }

    private static TrialVerdict verdict(Grade grade, String reason, boolean witness, List<Fact> facts) {
        return new TrialVerdict(grade, reason, witness, facts);
    }
}
