package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.shmstress.history.Operation;

/**
 * The core of a history that cannot be explained: few operations that contradict each other by themselves.
 *
 * <p>Merely leaving operations out would shrink any history to nonsense: a value read, with its write left out, contradicts by itself
 * what was none. So an operation is first <em>forgotten</em>: taken as pending, which may have happened later or not at all. What
 * remains unexplained with all others forgotten is a true contradiction of the whole history. Forgotten ones are then left out as long as each of the remembered
 * ones is still needed for the contradiction; that keeps the write without which a read alone would be absurd.
 */
final class Core {
    private final Function<List<Operation>, Search.Outcome> search;

    private Core(Function<List<Operation>, Search.Outcome> search) {
        this.search = search;
    }

    /**
     * Shrinks.
     *
     * @param operations what no order explains, in order of invocation
     * @param search tells whether operations can be explained; where it cannot tell, they are left as they are
     * @return operations among these, some of them as pending; no order explains them, but one does when any completed one that is
     *     needed is forgotten
     */
    static List<Operation> of(List<Operation> operations, Function<List<Operation>, Search.Outcome> search) {
        return new Core(search).shrink(operations);
    }

    private List<Operation> shrink(List<Operation> operations) {
        List<Integer> all = IntStream.range(0, operations.size()).boxed().toList();
        List<Integer> completed =
                all.stream().filter(i -> !operations.get(i).isPending()).toList();
        List<Integer> needed = Minimizer.minimize(completed, some -> fails(select(operations, all, some)));
        List<Integer> rest = minus(all, needed);
        List<Integer> context = Minimizer.minimize(rest, some -> eachIsNeeded(operations, needed, some, List.of()));
        List<Integer> forgotten =
                Minimizer.minimize(context, some -> eachIsNeeded(operations, needed, context, minus(context, some)));
        return select(operations, union(needed, context), union(needed, minus(context, forgotten)));
    }

    /** Up to the first response that cannot be explained: what a prefix cannot explain, no continuation can. */
    static List<Operation> shortestPrefix(
            List<Operation> operations, Function<List<Operation>, Search.Outcome> search) {
        List<Long> ends = operations.stream()
                .filter(operation -> !operation.isPending())
                .map(Operation::responded)
                .sorted()
                .distinct()
                .toList();
        int explained = -1;
        int unexplained = ends.size() - 1;
        while (unexplained - explained > 1) {
            int middle = (explained + unexplained) >>> 1;
            if (search.apply(prefix(operations, ends.get(middle))) == Search.Outcome.NONE) {
                unexplained = middle;
            } else {
                explained = middle;
            }
        }
        return ends.isEmpty() ? operations : prefix(operations, ends.get(unexplained));
    }

    private static List<Operation> prefix(List<Operation> operations, long end) {
        return operations.stream()
                .filter(operation -> operation.invoked() <= end)
                .map(operation -> operation.responded() <= end ? operation : forget(operation))
                .toList();
    }

    /** The context explains everything but the contradiction: without any one of the needed operations there is none. */
    private boolean eachIsNeeded(
            List<Operation> operations, List<Integer> needed, List<Integer> context, List<Integer> remembered) {
        List<Integer> present = union(needed, context);
        return needed.stream()
                .allMatch(one ->
                        search.apply(select(operations, present, union(minus(needed, List.of(one)), remembered)))
                                == Search.Outcome.FOUND);
    }

    private boolean fails(List<Operation> operations) {
        return search.apply(operations) == Search.Outcome.NONE;
    }

    /** The same without its response. */
    static Operation forget(Operation operation) {
        return Operation.pending(operation.process(), operation.call(), operation.invoked());
    }

    /** Those present, the ones not remembered as pending. */
    private static List<Operation> select(List<Operation> operations, List<Integer> present, List<Integer> remembered) {
        Set<Integer> completed = new HashSet<>(remembered);
        return present.stream()
                .map(index -> completed.contains(index) ? operations.get(index) : forget(operations.get(index)))
                .toList();
    }

    private static List<Integer> union(List<Integer> some, List<Integer> others) {
        List<Integer> all = new ArrayList<>(some);
        all.addAll(others);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private static List<Integer> minus(List<Integer> all, List<Integer> some) {
        Set<Integer> without = new HashSet<>(some);
        return all.stream().filter(one -> !without.contains(one)).toList();
    }
}
