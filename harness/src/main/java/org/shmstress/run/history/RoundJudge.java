package org.shmstress.run.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.judge.Judgement;
import org.shmstress.observation.Observation;

/** Judges the rounds of a trial, one after the other, and keeps what is to be said of all of them. */
public final class RoundJudge {

    private final Function<History, Judgement> judge;
    private long rounds;
    private long operations;
    private long overlapped;
    private long undecided;
    private Optional<Observation.Finding> finding = Optional.empty();

    /** Judges each round by itself, as each begins with a fresh object. */
    public RoundJudge(Function<History, Judgement> judge) {
        this.judge = judge;
    }

    /**
     * Judges a round.
     *
     * @return false if something is wrong with it
     */
    public boolean accepts(long round, History history) {
        rounds++;
        operations += history.operations().size();
        overlapped += overlapped(history.operations());
        Judgement judgement = judge.apply(history);
        if (judgement instanceof Judgement.Violated violated) {
            finding = Optional.of(finding(round, history, violated));
        } else if (judgement instanceof Judgement.Undecided) {
            undecided++;
        }
        return finding.isEmpty();
    }

    private static Observation.Finding finding(long round, History history, Judgement.Violated violated) {
        return new Observation.Finding(
                violated.reason(),
                round,
                history.recording().name(),
                history.operations().size(),
                lines(violated.evidence().operations()),
                violated.because());
    }

    /** One line per operation, with its times in nanoseconds after the first invocation. */
    private static List<String> lines(List<Operation> operations) {
        List<String> lines = new ArrayList<>();
        long zero = operations.isEmpty() ? 0 : operations.get(0).invoked();
        for (Operation operation : operations) {
            lines.add(operation + ", from " + (operation.invoked() - zero)
                    + (operation.isPending() ? "" : " to " + (operation.responded() - zero)) + " ns");
        }
        return lines;
    }

    /** Operations during whose invocation one of another process was running. */
    static long overlapped(List<Operation> inOrderOfInvocation) {
        Map<Integer, Long> lastResponse = new HashMap<>();
        long count = 0;
        for (Operation operation : inOrderOfInvocation) {
            boolean met = lastResponse.entrySet().stream()
                    .anyMatch(e -> e.getKey() != operation.process() && e.getValue() > operation.invoked());
            count += met ? 1 : 0;
            lastResponse.put(operation.process(), operation.responded());
        }
        return count;
    }

    /** Rounds judged. */
    public long rounds() {
        return rounds;
    }

    /** Operations in them. */
    public long operations() {
        return operations;
    }

    /** Operations that met another worker's. */
    public long overlapped() {
        return overlapped;
    }

    /** Rounds that were beyond the judge's budget. */
    public long undecided() {
        return undecided;
    }

    /** What was found wrong, if anything. */
    public Optional<Observation.Finding> finding() {
        return finding;
    }
}
