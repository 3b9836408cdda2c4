package org.shmstress.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Response;

/**
 * Judges whether an object outlives the death of a process: whoever is left gets answers, and these are consistent with what happened before; or the
 * object says honestly that it cannot, with an exception that its author declared for that.
 */
public final class Recovery {
    private final Set<String> refusals;
    private final Function<History, Judgement> consistency;
    private final Function<History, Judgement> progress;

    /**
     * Judges by these.
     *
     * @param refusals simple names of exceptions by which the object says that it cannot go on; an operation that ended so may have taken effect or not
     * @param consistency judges what the object answered, such as {@link Linearizability#judge}
     * @param progress judges who got no answer, such as {@link Progress#judge}
     */
    public Recovery(
            Set<String> refusals, Function<History, Judgement> consistency, Function<History, Judgement> progress) {
        this.refusals = Set.copyOf(refusals);
        this.consistency = consistency;
        this.progress = progress;
    }

    /** Judges one history. */
    public Judgement judge(History history) {
        if (history.deaths().isEmpty()) {
            return new Judgement.Undecided("nobody died");
        }
        Judgement consistent = consistency.apply(withoutRefusals(history));
        Judgement progressed = progress.apply(history);
        return violation(consistent)
                .or(() -> violation(progressed))
                .map(violated -> afterDeath(violated, history))
                .orElseGet(() -> answers(history, List.of(consistent, progressed)));
    }

    private static Optional<Judgement.Violated> violation(Judgement judgement) {
        return judgement instanceof Judgement.Violated violated ? Optional.of(violated) : Optional.empty();
    }

    private History withoutRefusals(History history) {
        return history.withOperations(history.operations().stream()
                .map(operation -> isRefused(operation) ? Core.forget(operation) : operation)
                .toList());
    }

    private boolean isRefused(Operation operation) {
        return operation.response() instanceof Response.Threw threw && refusals.contains(threw.exception());
    }

    private static Judgement afterDeath(Judgement.Violated violated, History history) {
        List<Judgement.Because> because = new ArrayList<>();
        history.deaths().forEach(death -> because.add(Judgement.Because.fact(describe(death, history))));
        because.addAll(violated.because());
        return new Judgement.Violated("after a death: " + violated.reason(), violated.evidence(), because);
    }

    private static String describe(Death death, History history) {
        String owned = history.sections().stream()
                .filter(section ->
                        section.process() == death.process() && section.call().isPending())
                .map(section -> section.isOpen() ? ", inside the critical section" : ", giving up the lock")
                .findFirst()
                .orElse("");
        return "process " + death.process() + " died" + (death.where().isEmpty() ? "" : " " + death.where()) + owned;
    }

    /** Nothing is wrong with what was answered; was there an answer after the last death, and are the judges sure? */
    private Judgement answers(History history, List<Judgement> judgements) {
        Set<Integer> dead = history.dead();
        long last = history.deaths().get(history.deaths().size() - 1).position();
        List<Operation> later = history.operations().stream()
                .filter(operation -> operation.invoked() > last && !dead.contains(operation.process()))
                .filter(operation -> !operation.isPending())
                .toList();
        if (later.isEmpty()) {
            return new Judgement.Undecided("nobody was answered after the death, nor proved to be stuck");
        }
        for (Judgement judgement : judgements) {
            if (judgement instanceof Judgement.Undecided) {
                return judgement;
            }
        }
        long refused = later.stream().filter(this::isRefused).count();
        return new Judgement.Holds(
                refused == later.size()
                        ? "after the death the object said that it cannot go on"
                        : later.size() - refused + " operations were answered after the death");
    }
}
