package org.shmstress.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.observation.WorkerExit;

/**
 * Judges what was seen of a lock to which nothing befell: nobody may meet another inside, no protected increment may be lost, and
 * whoever wants in gets in. Where owners die, histories are judged (see {@link HistoryGrader}).
 *
 * <p>What speaks against the lock outweighs everything else: a worker that died after a violation does not hide it.
 */
public final class MutualExclusionChecker {

    private final Observation.Operations seen;
    private final List<Fact> facts = new ArrayList<>();

    private MutualExclusionChecker(Observation.Operations seen) {
        this.seen = seen;
    }

    /** Judges one trial. */
    public static TrialVerdict check(Observation.Operations seen) {
        return new MutualExclusionChecker(seen).judge();
    }

    private TrialVerdict judge() {
        describe();
        return exclusion()
                .or(this::conservation)
                .or(this::unexpectedDeath)
                .or(this::progress)
                .or(this::ownBooks)
                .or(this::idleness)
                .orElseGet(() -> verdict(Grade.PASSED, "one at a time in " + seen.recordedOperations() + " sections"));
    }

    private void describe() {
        fact("expected", "one worker at a time inside, no protected increment lost");
        fact("sections", seen.recordedOperations());
        fact("protected sum", seen.protectedSum());
        fact("overlaps seen from inside", seen.violations());
        fact("met another worker", seen.contended());
        fact("schedule", seen.schedule());
        seen.evidence().forEach(line -> fact("evidence", line));
        seen.events().forEach(line -> fact("event", line));
        seen.recorded().ifPresent(this::describeRecorded);
    }

    private void describeRecorded(Observation.Histories again) {
        fact(
                "once more, with each section recorded",
                again.finding()
                        .map(Finding::reason)
                        .orElse("nothing wrong in " + again.rounds() + " rounds of " + again.operations()
                                + " sections in all; recording slows a lock down, which may hide what is wrong"));
        again.finding().map(FindingFacts::of).ifPresent(facts::addAll);
    }

    private Optional<TrialVerdict> exclusion() {
        if (seen.violations() == 0) {
            return Optional.empty();
        }
        return failed(seen.violations() + " of " + seen.recordedOperations()
                + " critical sections saw another worker inside; " + lost() + " increments were lost");
    }

    private Optional<TrialVerdict> conservation() {
        if (lost() == 0) {
            return Optional.empty();
        }
        return failed("the protected sum is " + seen.protectedSum() + " after " + seen.recordedOperations()
                + " critical sections: two of them overlapped");
    }

    private long lost() {
        return seen.recordedOperations() - seen.protectedSum();
    }

    private Optional<TrialVerdict> unexpectedDeath() {
        return seen.workers().stream()
                .filter(worker -> worker.exit().filter(this::isUnexpected).isPresent())
                .findFirst()
                .map(worker -> verdict(
                        Grade.CRASHED,
                        "worker " + worker.index() + " (pid " + worker.pid() + ") died: "
                                + worker.exit().orElseThrow().detail()));
    }

    /** A worker that hung in the lock is no crash of its own but the lock's failure, judged by {@link #progress}. */
    private boolean isUnexpected(WorkerExit exit) {
        return switch (exit.how()) {
            case ORDERLY, KILLED_ON_PURPOSE -> false;
            case HUNG -> !seen.stalled();
            case CRASHED, EXITED, OUT_OF_MEMORY -> true;
        };
    }

    private Optional<TrialVerdict> progress() {
        if (!seen.stalled()) {
            return Optional.empty();
        }
        return failed("nobody got into the lock any more, though nobody was stuck inside");
    }

    private Optional<TrialVerdict> ownBooks() {
        if (seen.operations() == seen.recordedOperations()) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                Grade.BROKEN,
                "the workers report " + seen.operations() + " operations, the segment holds "
                        + seen.recordedOperations()));
    }

    private Optional<TrialVerdict> idleness() {
        if (seen.recordedOperations() == 0) {
            return Optional.of(verdict(Grade.UNKNOWN, "no critical section was entered"));
        }
        if (seen.contended() == 0) {
            return Optional.of(verdict(
                    Grade.UNKNOWN, "no two workers were at the lock at the same time, so exclusion was not tried"));
        }
        return Optional.empty();
    }

    private Optional<TrialVerdict> failed(String reason) {
        return Optional.of(verdict(Grade.FAILED, reason));
    }

    private TrialVerdict verdict(Grade grade, String reason) {
        return new TrialVerdict(grade, reason, seen.contended() > 0, List.copyOf(facts));
    }

    private void fact(String key, Object value) {
        facts.add(new Fact(key, String.valueOf(value)));
    }
}
