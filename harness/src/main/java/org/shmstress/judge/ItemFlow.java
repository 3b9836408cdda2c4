package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.history.Operation;
import org.shmstress.history.Value;

/** What happened to one item, or to several that cannot be told apart. */
final class ItemFlow {
    private final Value item;
    private final List<Operation> puts = new ArrayList<>();
    private final List<Operation> pendingPuts = new ArrayList<>();
    private final List<Operation> takes = new ArrayList<>();
    private int initial;
    private int takenAt;

    ItemFlow(Value item) {
        this.item = item;
    }

    void addInitial() {
        initial++;
    }

    void addPut(Operation put) {
        puts.add(put);
    }

    void addPendingPut(Operation put) {
        pendingPuts.add(put);
    }

    /** Adds a take with its place in the history. */
    void addTake(Operation take, int index) {
        takes.add(take);
        takenAt = index;
    }

    Value item() {
        return item;
    }

    List<Operation> takes() {
        return takes;
    }

    /** Place of the last take in the history. */
    int takenAt() {
        return takenAt;
    }

    boolean wentInOnce() {
        return initial == 0 && puts.size() == 1 && pendingPuts.isEmpty();
    }

    /** Process that put it in first. */
    int producer() {
        return puts.get(0).process();
    }

    /** How many went in for certain and did not come out. */
    int missing() {
        return Math.max(0, initial + puts.size() - takes.size());
    }

    /** All operations on it, puts first. */
    List<Operation> operations() {
        return Stream.of(puts, pendingPuts, takes).flatMap(List::stream).toList();
    }

    /**
     * In words, that more came out than went in: altogether or, in real time, up to the end of some take.
     *
     * @param realTime whether positions prove which put began after which take had ended
     */
    Optional<String> surplus(boolean realTime) {
        List<Operation> inOrder = takes.stream()
                .sorted(Comparator.comparingLong(Operation::responded))
                .toList();
        for (int count = 1; count <= inOrder.size(); count++) {
            long end = realTime ? inOrder.get(count - 1).responded() : Operation.NEVER;
            long inside = initial
                    + Stream.concat(puts.stream(), pendingPuts.stream())
                            .filter(put -> put.invoked() <= end)
                            .count();
            if (count > inside) {
                return Optional.of(
                        inside == 0 && !operations().equals(takes)
                                ? item + " came out before it went in"
                                : describe(realTime ? count : inOrder.size(), inside));
            }
        }
        return Optional.empty();
    }

    private String describe(int out, long in) {
        String went = in == 0
                ? ", but it never went in"
                : ", but it " + (initial > 0 ? "was inside or went in " : "went in ") + times(in)
                        + (pendingPuts.isEmpty() ? "" : " at most");
        return item + " came out " + times(out) + went;
    }

    private static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }
}
