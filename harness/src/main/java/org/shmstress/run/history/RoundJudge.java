package org.shmstress.run.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.judge.Judgement;
import org.shmstress.observation.Finding;

/** Judges the rounds of a trial, one after the other, and keeps what is to be said of all of them. */
public final class RoundJudge {

    private final Judges judges;
    private long rounds;
    private long fencedRounds;
    private long operations;
    private long overlapped;
    private long undecided;
    private String doubt = "";
    private Optional<Finding> finding = Optional.empty();

    /** Judges each round by itself, as each begins with a fresh object. */
    public RoundJudge(Judges judges) {
        this.judges = judges;
    }

    /**
     * Judges a round.
     *
     * @return false if something is wrong with it
     */
    public boolean accepts(long round, History history) {
        rounds++;
        fencedRounds += history.recording() == Recording.FENCED ? 1 : 0;
        operations += history.operations().size();
        overlapped += overlapped(history.operations());
        judges.judge(history).ifPresent(said -> {
            if (said.judgement() instanceof Judgement.Violated violated) {
                finding = Optional.of(Findings.of(said.judge(), round, history, violated));
            } else if (said.judgement() instanceof Judgement.Undecided) {
                undecided++;
                doubt = said.judge() + ": " + said.judgement().reason();
            }
        });
        return finding.isEmpty();
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

    /** Those of them that were recorded with fences. */
    public long fencedRounds() {
        return fencedRounds;
    }

    /** Operations in all of them. */
    public long operations() {
        return operations;
    }

    /** Operations that met another worker's. */
    public long overlapped() {
        return overlapped;
    }

    /** Rounds that no judge could decide. */
    public long undecided() {
        return undecided;
    }

    /** Why the last of these could not be decided; empty if there was none. */
    public String doubt() {
        return doubt;
    }

    /** What was found wrong, if anything. */
    public Optional<Finding> finding() {
        return finding;
    }
}
