package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Stall;
import org.shmstress.history.Value;

/**
 * Judges whether somebody waits in vain, by proof from the state in which everything stood still and never by time alone: a process that waits for
 * what has already happened was forgotten, by a lost wake-up or a stuck queue. Whether it has happened is read from the segment, or follows from the model: a stall is
 * legitimate only if some order explains all responses, lets no stuck operation take effect, and ends in a state in which each of them would
 * have to wait.
 *
 * @param <S> a state of the model
 */
public final class Progress<S> {
    private static final int STATES_NAMED = 3;

    private final Optional<SequentialModel<S>> model;
    private final Budget budget;

    private Progress(Optional<SequentialModel<S>> model, Budget budget) {
        this.model = model;
        this.budget = budget;
    }

    /** Judges by what was read from the segment, and asks the model where nothing was. */
    public static <S> Progress<S> of(SequentialModel<S> model, Budget budget) {
        return new Progress<>(Optional.of(model), budget);
    }

    /** Judges by what was read from the segment alone. */
    public static Progress<?> withoutModel() {
        return new Progress<>(Optional.<SequentialModel<Object>>empty(), Budget.DEFAULT);
    }

    /** Judges one history. */
    public Judgement judge(History history) {
        if (history.stall().isEmpty()) {
            return history.operations().isEmpty()
                    ? new Judgement.Undecided("no operation was recorded")
                    : new Judgement.Holds("nobody got stuck");
        }
        Stall stall = history.stall().orElseThrow();
        List<Stall.Waiter> waiters = living(history, stall);
        if (stall.stillMillis() < stall.confirmationMillis()) {
            return new Judgement.Undecided("nothing moved for " + stall.stillMillis() + " ms, too short to be a proof");
        }
        if (waiters.stream().anyMatch(w -> w.activity() == Stall.Activity.STOPPED)) {
            return new Judgement.Undecided("a process was stopped by a signal, so others may wait for it");
        }
        return forgotten(history, stall, waiters)
                .orElseGet(() -> waiters.stream().allMatch(w -> w.happened() == Stall.Happened.NO)
                        ? new Judgement.Holds("whoever waits, waits for what has not happened")
                        : askModel(history, waiters));
    }

    private static List<Stall.Waiter> living(History history, Stall stall) {
        Set<Integer> dead = history.dead();
        return stall.waiters().stream().filter(w -> !dead.contains(w.process())).toList();
    }

    private Optional<Judgement> forgotten(History history, Stall stall, List<Stall.Waiter> waiters) {
        return waiters.stream()
                .filter(w -> w.happened() == Stall.Happened.YES)
                .findFirst()
                .map(w -> new Judgement.Violated(
                        "process " + w.process() + " waits for what has already happened",
                        history.withOperations(stuck(history, Set.of(w.process()))),
                        facts(stall, waiters)));
    }

    private Judgement askModel(History history, List<Stall.Waiter> waiters) {
        if (model.isEmpty()) {
            return new Judgement.Undecided("nothing moved any more, but nothing tells whether it should have");
        }
        Set<Integer> processes = waiters.stream()
                .filter(w -> w.happened() == Stall.Happened.ASK_MODEL)
                .map(Stall.Waiter::process)
                .collect(Collectors.toCollection(HashSet::new));
        Map<Value, List<Operation>> stuck = stuck(history, processes).stream()
                .collect(Collectors.groupingBy(
                        o -> model.get().partition(o.call()), LinkedHashMap::new, Collectors.toList()));
        if (stuck.isEmpty()) {
            return new Judgement.Undecided("who got stuck has no operation on record");
        }
        Judgement judgement = new Judgement.Undecided("");
        for (Map.Entry<Value, List<Operation>> part : stuck.entrySet()) {
            judgement = askModel(model.get(), history, waiters, part.getKey(), part.getValue());
            if (!(judgement instanceof Judgement.Holds)) {
                return judgement;
            }
        }
        return judgement;
    }

    private Judgement askModel(
            SequentialModel<S> asked, History history, List<Stall.Waiter> waiters, Value part, List<Operation> stuck) {
        Transitions<S> transitions = new Transitions<>(asked);
        int[] kinds = stuck.stream()
                .mapToInt(o -> transitions.kind(o.call(), Response.PENDING))
                .toArray();
        List<Operation> others = others(asked, history, part, stuck);
        Explainer<S> legitimate = Explainer.of(transitions, state -> allWait(transitions, state, kinds), budget);
        return switch (legitimate.explain(others).outcome()) {
            case FOUND -> new Judgement.Holds("whoever waits, has to wait in the state that the object is in");
            case TOO_EXPENSIVE -> new Judgement.Undecided("not decided after " + legitimate.steps() + " steps");
            case NONE -> {
                Optional<Set<Integer>> ends =
                        Explainer.of(transitions, state -> true, budget).finalStates(others);
                yield ends.isEmpty() || ends.get().isEmpty()
                        ? new Judgement.Undecided(
                                "no state to judge the stall by: the responses before it are not explained")
                        : violated(history, waiters, stuck, describe(ends.get(), transitions));
            }
        };
    }

    /** The other operations on this part, with the order that was proved: without fences that of each process, and quiet points. */
    private List<Operation> others(SequentialModel<S> asked, History history, Value part, List<Operation> stuck) {
        List<Operation> others = new ArrayList<>(Deaths.asOperations(history));
        history.operations().stream()
                .filter(operation -> asked.partition(operation.call()).equals(part) && !stuck.contains(operation))
                .forEach(others::add);
        if (history.recording() == Recording.LIGHT) {
            others.replaceAll(operation -> betweenQuietPoints(operation, history.quietPoints()));
        }
        others.sort(Comparator.comparingLong(Operation::invoked));
        return others;
    }

    /** Positions that tell bursts apart, and nothing within one. */
    private static Operation betweenQuietPoints(Operation operation, List<Long> quietPoints) {
        long invoked = 2 * burst(operation.invoked(), quietPoints);
        return operation.isPending()
                ? Operation.pending(operation.process(), operation.call(), invoked)
                : new Operation(
                        operation.process(),
                        operation.call(),
                        invoked,
                        operation.response(),
                        2 * burst(operation.responded(), quietPoints) + 1);
    }

    private static long burst(long position, List<Long> quietPoints) {
        return quietPoints.stream().filter(quiet -> quiet < position).count();
    }

    private static <S> String describe(Set<Integer> states, Transitions<S> transitions) {
        return states.stream().limit(STATES_NAMED).map(transitions::describe).collect(Collectors.joining(" or "))
                + (states.size() > STATES_NAMED ? " or others" : "");
    }

    private static Judgement violated(
            History history, List<Stall.Waiter> waiters, List<Operation> stuck, String states) {
        List<Judgement.Because> because = facts(history.stall().orElseThrow(), waiters);
        because.add(Judgement.Because.fact("the state of the object was " + states));
        Operation first = stuck.get(0);
        return new Judgement.Violated(
                "process " + first.process() + " is stuck in " + first.call() + ", which need not wait",
                history.withOperations(stuck),
                because);
    }

    private boolean allWait(Transitions<S> transitions, int state, int[] kinds) {
        for (int kind : kinds) {
            if (transitions.next(state, kind).length > 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Operation> stuck(History history, Set<Integer> processes) {
        return history.operations().stream()
                .filter(operation -> operation.isPending() && processes.contains(operation.process()))
                .toList();
    }

    private static List<Judgement.Because> facts(Stall stall, List<Stall.Waiter> waiters) {
        List<Judgement.Because> facts = new ArrayList<>();
        facts.add(Judgement.Because.fact(
                "nothing moved for " + stall.stillMillis() + " ms, confirmed after " + stall.confirmationMillis()));
        for (Stall.Waiter waiter : waiters) {
            String awaited = waiter.awaited().isEmpty() ? "" : ", waiting for " + waiter.awaited();
            String happened = switch (waiter.happened()) {
                case YES -> awaited.isEmpty() ? ", which need not wait" : ", which has happened";
                case NO -> ", which has not happened";
                case ASK_MODEL -> "";
            };
            facts.add(Judgement.Because.fact(
                    "process " + waiter.process() + " was " + activity(waiter) + awaited + happened));
        }
        return facts;
    }

    private static String activity(Stall.Waiter waiter) {
        return switch (waiter.activity()) {
            case RUNNING -> "spinning";
            case SLEEPING -> "asleep";
            case STOPPED -> "stopped";
            case UNKNOWN -> "inside its operation";
        };
    }
}
