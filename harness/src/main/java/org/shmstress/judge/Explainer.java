package org.shmstress.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.shmstress.history.Operation;

/** Asks whether operations can be explained by a model, and keeps what was learnt of the model from one question to the next. */
final class Explainer<S> {
    private final Transitions<S> transitions;
    private final IntPredicate goal;
    private final Budget budget;
    private final Set<Integer> starts;
    private long steps;

    private Explainer(Transitions<S> transitions, IntPredicate goal, Budget budget, Set<Integer> starts) {
        this.transitions = transitions;
        this.goal = goal;
        this.budget = budget;
        this.starts = starts;
    }

    /** Explains from a fresh object on; each question costs at most this much. */
    static <S> Explainer<S> of(Transitions<S> transitions, IntPredicate goal, Budget budget) {
        return new Explainer<>(transitions, goal, budget, Set.of(transitions.initial()));
    }

    /** The same from any of these states on. */
    Explainer<S> from(Set<Integer> states) {
        return new Explainer<>(transitions, goal, budget, states);
    }

    /** The same for questions that must be cheaper. */
    Explainer<S> within(Budget cheaper) {
        return new Explainer<>(transitions, goal, cheaper, starts);
    }

    Transitions<S> transitions() {
        return transitions;
    }

    Set<Integer> starts() {
        return starts;
    }

    /** Steps of all questions so far. */
    long steps() {
        return steps;
    }

    /** An order that explains the operations; if there is none, the longest beginning of one. */
    Search.Result explain(List<Operation> operations) {
        return explain(new Timeline(operations));
    }

    /** An order that explains the operations on this timeline; if there is none, the longest beginning of one. */
    Search.Result explain(Timeline timeline) {
        List<Search.Result> failures = new ArrayList<>();
        for (int start : starts) {
            Search.Result result = new Search<>(timeline, transitions, goal, budget).run(start);
            steps += result.steps();
            if (result.outcome() == Search.Outcome.FOUND) {
                return result;
            }
            failures.add(result);
        }
        return failures.stream()
                .max((a, b) -> a.outcome() != b.outcome()
                        ? a.outcome().compareTo(b.outcome()) // too expensive outweighs none
                        : Integer.compare(a.order().length, b.order().length))
                .orElseThrow();
    }

    /** Every state in which these operations can leave the object; empty if that is too expensive to say. */
    Optional<Set<Integer>> finalStates(List<Operation> operations) {
        Set<Integer> found = new TreeSet<>();
        Timeline timeline = new Timeline(operations);
        for (int start : starts) {
            Search.Result result = new Search<>(
                            timeline, transitions, state -> found.add(state) && found.isEmpty(), budget)
                    .run(start);
            steps += result.steps();
            if (result.outcome() == Search.Outcome.TOO_EXPENSIVE) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
