package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.judge.Judgement.Because;

/**
 * Operations that no order explains, made small and readable.
 *
 * @param operations the {@link Core}, in order of invocation
 * @param because what leads into the contradiction
 */
record Contradiction(List<Operation> operations, List<Because> because) {
    private static final int STATES_NAMED = 3;
    private static final int FEW = 16;
    private static final long STEPS_OF_ALL_TRIES = 4_000_000;
    private static final long STEPS_PER_TRY = 200_000;

    Contradiction {
        operations = List.copyOf(operations);
        because = List.copyOf(because);
    }

    /**
     * Shrinks what cannot be explained, to operations of a fresh object if few are enough. Where it takes many to bring the object into
     * the state in which it fails, to those that follow the last quiet point from which on they cannot be explained.
     *
     * @param operations what the explainer found inexplicable, in order of invocation
     */
    static <S> Contradiction in(List<Operation> operations, Explainer<S> explainer) {
        Explainer<S> cheap = explainer.within(Budget.DEFAULT.withSteps(STEPS_PER_TRY));
        List<Operation> prefix = Core.shortestPrefix(operations, some -> outcome(explainer, some));
        Optional<List<Operation>> few =
                LeavingOut.shrink(prefix, limited(cheap)).filter(rest -> rest.size() <= FEW);
        if (few.isPresent()) {
            return new Contradiction(few.get(), facts(few.get(), operations, explainer));
        }
        return late(prefix, operations, cheap);
    }

    private static <S> Contradiction late(
            List<Operation> operations, List<Operation> recorded, Explainer<S> explainer) {
        int quiet = new Timeline(operations).lastQuietBase();
        List<Operation> byResponse = byResponse(operations);
        List<Operation> before = inOrder(byResponse.subList(0, quiet), operations);
        List<Operation> after = inOrder(byResponse.subList(quiet, byResponse.size()), operations);
        Set<Integer> states = explainer.finalStates(before).orElse(Set.of());
        Explainer<S> late = explainer.from(states);
        boolean failsLate = !states.isEmpty() && outcome(late, after) == Search.Outcome.NONE;
        return failsLate ? core(after, recorded, late) : core(operations, recorded, explainer);
    }

    private static <S> Contradiction core(
            List<Operation> operations, List<Operation> recorded, Explainer<S> explainer) {
        List<Operation> core = Core.of(operations, limited(explainer));
        return approach(core, explainer)
                .map(near -> new Contradiction(near.rest(), facts(near.rest(), recorded, near.explainer())))
                .orElseGet(() -> new Contradiction(core, facts(core, recorded, explainer)));
    }

    /** What is left of a core when it begins nearer to its contradiction. */
    private record Approach<S>(List<Operation> rest, Explainer<S> explainer) {}

    /** Operations that only bring the object near the contradiction say less than the state to which they bring it. */
    private static <S> Optional<Approach<S>> approach(List<Operation> core, Explainer<S> explainer) {
        Timeline timeline = new Timeline(core);
        Search.Result result = explainer.explain(timeline);
        List<Operation> leading = Arrays.stream(result.order())
                .mapToObj(timeline::operation)
                .takeWhile(Operation::isPending)
                .toList();
        if (leading.size() < 2) {
            return Optional.empty();
        }
        List<Operation> rest = new ArrayList<>(core);
        leading.forEach(rest::remove);
        Explainer<S> near = explainer.from(Set.of(result.states()[leading.size()]));
        return outcome(near, rest) == Search.Outcome.NONE ? Optional.of(new Approach<>(rest, near)) : Optional.empty();
    }

    /** Gives up answering when shrinking has cost enough; what was not answered stays in. */
    private static <S> Function<List<Operation>, Search.Outcome> limited(Explainer<S> explainer) {
        long limit = explainer.steps() + STEPS_OF_ALL_TRIES;
        return operations -> explainer.steps() > limit ? Search.Outcome.TOO_EXPENSIVE : outcome(explainer, operations);
    }

    /** The judgement that it amounts to: evidence are its operations and the deaths among them. */
    Judgement violates(String reason, History history) {
        List<Operation> calls = operations.stream()
                .filter(operation -> !Deaths.isDeath(operation.call()))
                .toList();
        return new Judgement.Violated(reason, history.withOperations(calls), because);
    }

    private static <S> Search.Outcome outcome(Explainer<S> explainer, List<Operation> operations) {
        return explainer.explain(operations).outcome();
    }

    private static List<Operation> byResponse(List<Operation> operations) {
        Timeline timeline = new Timeline(operations);
        return IntStream.range(0, timeline.size()).mapToObj(timeline::operation).toList();
    }

    @SuppressWarnings("ReferenceEquality") // two equal operations are still two
    private static List<Operation> inOrder(List<Operation> some, List<Operation> order) {
        return order.stream()
                .filter(operation -> some.stream().anyMatch(one -> one == operation))
                .toList();
    }

    private static <S> List<Because> facts(List<Operation> core, List<Operation> recorded, Explainer<S> explainer) {
        Transitions<S> transitions = explainer.transitions();
        Timeline timeline = new Timeline(core);
        Search.Result result = explainer.explain(timeline);
        List<Because> facts = new ArrayList<>();
        facts.add(Because.fact("starting with " + describe(transitions, explainer.starts())));
        for (int i = 0; i < result.order().length; i++) {
            Operation next = timeline.operation(result.order()[i]);
            String state = transitions.describe(result.states()[i + 1]);
            facts.add(new Because(Optional.of(next), describe(next, recorded), state, false));
        }
        int state = result.states()[result.order().length];
        for (int rank : candidates(timeline, result.order())) {
            Operation next = timeline.operation(rank);
            facts.add(new Because(Optional.of(next), whyNot(next, state, transitions), "", true));
        }
        return facts;
    }

    /** An operation that came back, but is needed for its effect alone, does not read as one that did not come back. */
    private static String describe(Operation operation, List<Operation> recorded) {
        boolean cameBack = operation.isPending()
                && recorded.stream()
                        .anyMatch(one -> !one.isPending()
                                && one.process() == operation.process()
                                && one.invoked() == operation.invoked()
                                && one.call().equals(operation.call()));
        return cameBack
                ? "process " + operation.process() + ": " + operation.call() + ", whatever it returned"
                : Deaths.describe(operation);
    }

    private static <S> String whyNot(Operation operation, int state, Transitions<S> transitions) {
        int kind = transitions.kind(operation);
        if (transitions.next(state, kind).length > 0) {
            return Deaths.describe(operation) + " may come next, but then no order explains the rest";
        }
        List<Integer> allowing = transitions.statesAllowing(kind, STATES_NAMED);
        String needs = allowing.isEmpty()
                ? ", nor after anything else that was tried"
                : ", only with " + describe(transitions, Set.copyOf(allowing));
        return Deaths.describe(operation) + " is impossible with " + transitions.describe(state) + needs;
    }

    private static <S> String describe(Transitions<S> transitions, Set<Integer> states) {
        return states.stream()
                        .sorted()
                        .limit(STATES_NAMED)
                        .map(transitions::describe)
                        .collect(Collectors.joining(" or "))
                + (states.size() > STATES_NAMED ? " or others" : "");
    }

    /** Completed operations that nothing keeps from coming next. */
    private static List<Integer> candidates(Timeline timeline, int[] order) {
        Set<Integer> linearized = Arrays.stream(order).boxed().collect(Collectors.toSet());
        int base = 0;
        while (linearized.contains(base)) {
            base++;
        }
        return Arrays.stream(timeline.window(Math.min(base, timeline.completed())))
                .filter(rank -> rank < timeline.completed() && !linearized.contains(rank))
                .filter(rank ->
                        timeline.previous(rank) == Timeline.NONE || linearized.contains(timeline.previous(rank)))
                .boxed()
                .toList();
    }
}
