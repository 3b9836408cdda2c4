package org.shmstress.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.observation.WorkerExit;
import org.shmstress.scenario.Deviation;

/** Grades recorded operations by what the judges found in them. */
final class HistoryGrader {

    private final Observation.Histories seen;
    private final boolean kills;
    private final Deviation deviation;
    private final List<Fact> facts = new ArrayList<>();

    private HistoryGrader(Observation.Histories seen, boolean kills, Deviation deviation) {
        this.seen = seen;
        this.kills = kills;
        this.deviation = deviation;
    }

    /**
     * Grades one trial.
     *
     * @param kills whether the scenario kills workers
     * @param deviation what is known to go wrong
     */
    static TrialVerdict grade(Observation.Histories seen, boolean kills, Deviation deviation) {
        return new HistoryGrader(seen, kills, deviation).grade();
    }

    private TrialVerdict grade() {
        describe();
        if (seen.finding().isPresent()) {
            Finding finding = seen.finding().get();
            return wrong(
                    finding.reason(),
                    finding.explanation().stream().map(Finding.Step::line).toList());
        }
        Optional<String> death = unexpectedDeath();
        if (death.isPresent()) {
            return verdict(Grade.CRASHED, death.get());
        }
        if (seen.undecided() > 0) {
            return verdict(
                    Grade.UNKNOWN,
                    seen.undecided() + " of " + seen.rounds() + " rounds could not be decided: " + seen.doubt());
        }
        if (!seen.stall().isEmpty()) {
            return wrong("nobody got on any more: " + seen.stall().get(0), List.of());
        }
        if (!isWitnessed()) {
            return verdict(
                    Grade.UNKNOWN,
                    kills
                            ? "nobody was killed, so nothing was proved"
                            : "no two operations of different workers ran at the same time");
        }
        return verdict(
                Grade.PASSED,
                seen.operations() + " operations in " + seen.rounds() + " rounds came out as the model allows");
    }

    /** Unless that is known, and accepted with a reason. */
    private TrialVerdict wrong(String what, List<String> because) {
        if (!deviation.is(what, because)) {
            return verdict(Grade.FAILED, what);
        }
        fact(TrialVerdict.KNOWN_DEVIATION, deviation.reason());
        return new TrialVerdict(Grade.PASSED, "a documented deviation was seen: " + what, true, List.copyOf(facts));
    }

    private void describe() {
        fact("expected", "what the model returns in some order that fits");
        seen.judges().forEach(line -> fact("judge", line));
        fact("rounds", seen.rounds() + ", " + seen.fencedRounds() + " of them recorded with fences");
        fact("operations", seen.operations());
        fact("met another worker's", seen.overlapped());
        fact("schedule", seen.schedule());
        seen.finding().map(FindingFacts::of).ifPresent(facts::addAll);
        seen.faults().forEach(line -> fact("fault", line));
        seen.stall().forEach(line -> fact("stall", line));
    }

    /** A worker that hung in the object is the object's failure, not the worker's. */
    private Optional<String> unexpectedDeath() {
        return seen.workers().stream()
                .filter(worker ->
                        worker.exit().filter(HistoryGrader::isUnexpected).isPresent())
                .findFirst()
                .map(worker -> "worker " + worker.index() + " (pid " + worker.pid() + ") died: "
                        + worker.exit().orElseThrow().detail());
    }

    private static boolean isUnexpected(WorkerExit exit) {
        return switch (exit.how()) {
            case ORDERLY, KILLED_ON_PURPOSE, HUNG -> false;
            case CRASHED, EXITED, OUT_OF_MEMORY -> true;
        };
    }

    private TrialVerdict verdict(Grade grade, String reason) {
        return new TrialVerdict(grade, reason, isWitnessed(), List.copyOf(facts));
    }

    private boolean isWitnessed() {
        return kills ? !seen.faults().isEmpty() : seen.overlapped() > 0;
    }

    private void fact(String key, Object value) {
        facts.add(new Fact(key, String.valueOf(value)));
    }
}
