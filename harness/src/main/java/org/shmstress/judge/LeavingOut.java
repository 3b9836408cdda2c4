package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.shmstress.history.Operation;

/**
 * Shrinks a history that cannot be explained by leaving out operations, without shrinking it to nonsense: a value that was read, with
 * its write left out, contradicts by itself what was no contradiction. So what remains must be explained but for its last response,
 * and must miss an explanation by one weakness only: with the last operation at another time, or with one other operation forgotten, which
 * is to say pending, there must be one.
 */
final class LeavingOut {
    private final Function<List<Operation>, Search.Outcome> search;

    private LeavingOut(Function<List<Operation>, Search.Outcome> search) {
        this.search = search;
    }

    /**
     * Shrinks.
     *
     * @param prefix what no order explains although one does without the last response, in order of invocation
     * @param search tells whether operations can be explained
     * @return what remains, from which no single operation can be left out; empty if the whole misses more than one explanation
     */
    static Optional<List<Operation>> shrink(List<Operation> prefix, Function<List<Operation>, Search.Outcome> search) {
        LeavingOut attempt = new LeavingOut(search);
        Optional<Operation> last = prefix.stream()
                .filter(operation -> !operation.isPending())
                .max(Comparator.comparingLong(Operation::responded));
        return last.filter(operation -> attempt.isNarrow(prefix, operation))
                .map(operation -> Minimizer.minimize(prefix, some -> attempt.isNarrow(some, operation)));
    }

    private boolean isNarrow(List<Operation> some, Operation last) {
        int at = indexOf(some, last);
        return at >= 0
                && search.apply(some) == Search.Outcome.NONE
                && isExplained(without(some, at))
                && (isExplained(atAnyTime(some, at)) || oneIsToBlame(some, at));
    }

    private boolean oneIsToBlame(List<Operation> some, int last) {
        for (int i = 0; i < some.size(); i++) {
            if (i != last && !some.get(i).isPending()) {
                List<Operation> weaker = new ArrayList<>(some);
                weaker.set(i, Core.forget(some.get(i)));
                if (isExplained(weaker)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Kept in order of invocation, as a process of its own: the order within its process would hold it. */
    private static List<Operation> atAnyTime(List<Operation> some, int last) {
        Operation one = some.get(last);
        List<Operation> moved = without(some, last);
        moved.add(0, new Operation(Integer.MAX_VALUE, one.call(), Long.MIN_VALUE, one.response(), one.responded()));
        return moved;
    }

    private static List<Operation> without(List<Operation> some, int index) {
        List<Operation> rest = new ArrayList<>(some);
        rest.remove(index);
        return rest;
    }

    @SuppressWarnings("ReferenceEquality") // two equal operations are still two
    private static int indexOf(List<Operation> some, Operation one) {
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) == one) {
                return i;
            }
        }
        return -1;
    }

    private boolean isExplained(List<Operation> some) {
        return search.apply(some) == Search.Outcome.FOUND;
    }
}
