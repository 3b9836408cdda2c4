package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Value;

/**
 * Judges whether every operation can have taken effect at one instant between its invocation and its response, such that the responses
 * are those of a sequential object (Herlihy and Wing, Linearizability, 1990). A pending operation may take effect at any time
 * after its invocation, or never.
 *
 * <p>Each independent part of the object is judged by itself ({@link SequentialModel#partition}; the same paper shows that this is the same).
 *
 * @param <S> a state of the model
 */
public final class Linearizability<S> {
    private final SequentialModel<S> model;
    private final Budget budget;

    /** Judges against this model, at this cost at most for each independent part. */
    public Linearizability(SequentialModel<S> model, Budget budget) {
        this.model = model;
        this.budget = budget;
    }

    /** Judges one history. */
    public Judgement judge(History history) {
        if (history.recording() != Recording.FENCED) {
            return new Judgement.Undecided(
                    "recorded without fences: positions do not prove the order of operations of different processes");
        }
        if (history.operations().isEmpty()) {
            return new Judgement.Undecided("no operation was recorded");
        }
        String tooExpensive = "";
        for (Map.Entry<Value, List<Operation>> part : parts(history).entrySet()) {
            Explainer<S> explainer = Explainer.of(new Transitions<>(model), state -> true, budget);
            Search.Result result = explainer.explain(part.getValue());
            if (result.outcome() == Search.Outcome.NONE) {
                Contradiction contradiction = Contradiction.in(part.getValue(), explainer);
                return contradiction.violates("not linearizable" + of(part.getKey()), history);
            } else if (result.outcome() == Search.Outcome.TOO_EXPENSIVE) {
                tooExpensive = "not decided" + of(part.getKey()) + " after " + result.steps() + " steps and "
                        + result.configurations() + " configurations";
            }
        }
        return tooExpensive.isEmpty()
                ? new Judgement.Holds("linearizable: " + history.operations().size() + " operations")
                : new Judgement.Undecided(tooExpensive);
    }

    /** The operations on each independent part, and the deaths, which all parts notice. */
    private Map<Value, List<Operation>> parts(History history) {
        List<Operation> deaths = Deaths.asOperations(history);
        Map<Value, List<Operation>> parts = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            parts.computeIfAbsent(model.partition(operation.call()), key -> new ArrayList<>(deaths))
                    .add(operation);
        }
        parts.values().forEach(part -> part.sort(Comparator.comparingLong(Operation::invoked)));
        return parts;
    }

    private static String of(Value part) {
        return part.equals(Value.NOTHING) ? "" : " in the part " + part.text();
    }
}
