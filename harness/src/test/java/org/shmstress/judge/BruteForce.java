package org.shmstress.judge;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.history.History;
import org.shmstress.history.Operation;

/** Linearizability by its definition: tries every order. Slow, and short enough to be believed. */
final class BruteForce {

    private BruteForce() {}

    static <S> boolean isLinearizable(History history, SequentialModel<S> model) {
        return anyOrder(history.operations(), model, model.initial());
    }

    private static <S> boolean anyOrder(List<Operation> rest, SequentialModel<S> model, S state) {
        if (rest.stream().allMatch(Operation::isPending)) {
            return true;
        }
        for (int i = 0; i < rest.size(); i++) {
            Operation next = rest.get(i);
            if (mayComeFirst(i, rest)) {
                List<Operation> others = new ArrayList<>(rest);
                others.remove(i);
                for (S after : model.step(state, next.call(), next.response())) {
                    if (anyOrder(others, model, after)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean mayComeFirst(int index, List<Operation> rest) {
        Operation next = rest.get(index);
        for (int i = 0; i < rest.size(); i++) {
            Operation other = rest.get(i);
            boolean before = i < index && other.process() == next.process() && !other.isPending();
            if (i != index && (other.precedes(next) || before)) {
                return false;
            }
        }
        return true;
    }
}
