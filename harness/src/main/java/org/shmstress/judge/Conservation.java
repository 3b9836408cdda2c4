package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Recording;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/**
 * Judges whether items that go through a queue, a ring, a log or an allocator are neither lost, nor doubled, nor made up, and
 * come out in the order in which each producer put them in. It needs no model and no real-time order, so it also judges what was recorded
 * without fences; where there is real-time order it is used too. What a killed process was putting or taking may have gone either way.
 *
 * <p>Of a log that every reader reads from the beginning, each reader is judged by itself, together with all writers.
 */
public final class Conservation {
    private static final Value FALSE = Value.of(false);
    private static final int NAMED = 3;

    private final Items items;

    /**
     * Which operations move items. A put carries its item as first argument and failed if it returned false or threw; a take returns
     * its item.
     *
     * @param puts names of operations that put an item in
     * @param takes names of operations that take an item out
     * @param nothing results of a take that had nothing to take, besides {@link Value#NOTHING}
     * @param initial items that are inside from the beginning
     * @param isFifo whether the items of one producer come out in the order in which they went in
     * @param isDrained whether at the end somebody took until there was nothing left, so that what did not come out is lost
     */
    public record Items(
            Set<String> puts,
            Set<String> takes,
            Set<Value> nothing,
            List<Value> initial,
            boolean isFifo,
            boolean isDrained) {
        public Items {
            puts = Set.copyOf(puts);
            takes = Set.copyOf(takes);
            nothing = Set.copyOf(nothing);
            initial = List.copyOf(initial);
        }

        /** A queue with operations of these names. */
        public static Items queue(String put, String take, boolean isDrained) {
            return new Items(Set.of(put), Set.of(take), Set.of(), List.of(), true, isDrained);
        }
    }

    /** Judges by these operations. */
    public Conservation(Items items) {
        this.items = items;
    }

    /** Judges one history. */
    public Judgement judge(History history) {
        Map<Value, ItemFlow> flows = new LinkedHashMap<>();
        items.initial().forEach(item -> flow(flows, item).addInitial());
        List<Operation> operations = history.operations();
        operations.forEach(operation -> notePut(operation, flows)); // first, so that flows stand in order of their puts
        int pendingTakes = 0;
        for (int i = 0; i < operations.size(); i++) {
            pendingTakes += noteTake(operations.get(i), i, flows) ? 1 : 0;
        }
        if (flows.values().stream().allMatch(flow -> flow.takes().isEmpty())) {
            return new Judgement.Undecided("nothing was taken out");
        }
        int unaccounted = pendingTakes;
        return madeUpOrDoubled(history, flows)
                .or(() -> outOfOrder(history, flows))
                .or(() -> lost(history, flows, unaccounted))
                .orElseGet(() -> new Judgement.Holds(flows.size() + " items were conserved"));
    }

    private void notePut(Operation operation, Map<Value, ItemFlow> flows) {
        if (!items.puts().contains(operation.call().operation())) {
            return;
        }
        ItemFlow flow = flow(flows, operation.call().argument(0));
        if (operation.isPending()) {
            flow.addPendingPut(operation);
        } else if (operation.response() instanceof Response.Returned returned
                && !returned.value().equals(FALSE)) {
            flow.addPut(operation);
        }
    }

    /** True for a take that may have taken anything. */
    private boolean noteTake(Operation operation, int index, Map<Value, ItemFlow> flows) {
        if (!items.takes().contains(operation.call().operation())) {
            return false;
        }
        if (operation.response() instanceof Response.Returned returned && isItem(returned.value())) {
            flow(flows, returned.value()).addTake(operation, index);
        }
        return operation.isPending();
    }

    private boolean isItem(Value value) {
        return !value.equals(Value.NOTHING) && !items.nothing().contains(value);
    }

    private static ItemFlow flow(Map<Value, ItemFlow> flows, Value item) {
        return flows.computeIfAbsent(item, ItemFlow::new);
    }

    private static Optional<Judgement> madeUpOrDoubled(History history, Map<Value, ItemFlow> flows) {
        boolean realTime = history.recording() == Recording.FENCED;
        return flows.values().stream()
                .flatMap(
                        flow -> flow.surplus(realTime).map(what -> violated(what, history, flow.operations())).stream())
                .findFirst();
    }

    /**
     * Items of one producer, in its order: one consumer must take them in this order; of two consumers none may have begun to take an earlier item
     * when another had already taken a later one, which needs real-time order.
     */
    private Optional<Judgement> outOfOrder(History history, Map<Value, ItemFlow> flows) {
        for (List<ItemFlow> inOrder : byProducer(flows)) {
            List<ItemFlow> taken =
                    inOrder.stream().filter(flow -> flow.takes().size() == 1).toList();
            Optional<List<ItemFlow>> swapped = firstSwapped(taken, history.recording() == Recording.FENCED);
            if (swapped.isPresent()) {
                ItemFlow first = swapped.get().get(0);
                ItemFlow second = swapped.get().get(1);
                String reason = "process " + first.producer() + " put " + first.item() + " in before " + second.item()
                        + ", but they came out the other way round";
                List<Operation> shown = new ArrayList<>(first.operations());
                shown.addAll(second.operations());
                return Optional.of(violated(reason, history, shown));
            }
        }
        return Optional.empty();
    }

    private static Optional<List<ItemFlow>> firstSwapped(List<ItemFlow> inOrder, boolean realTime) {
        Map<Integer, ItemFlow> firstTakenBy = new HashMap<>(); // of the later ones
        Optional<ItemFlow> firstTaken = Optional.empty();
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            ItemFlow flow = inOrder.get(i);
            Operation take = flow.takes().get(0);
            ItemFlow sameConsumer = firstTakenBy.get(take.process());
            if (sameConsumer != null && sameConsumer.takenAt() < flow.takenAt()) {
                return Optional.of(List.of(flow, sameConsumer));
            }
            if (realTime
                    && firstTaken.isPresent()
                    && firstTaken.get().takes().get(0).precedes(take)) {
                return Optional.of(List.of(flow, firstTaken.get()));
            }
            firstTakenBy.put(take.process(), flow);
            if (firstTaken.isEmpty()
                    || take.responded() < firstTaken.get().takes().get(0).responded()) {
                firstTaken = Optional.of(flow);
            }
        }
        return Optional.empty();
    }

    /** What did not come out though nothing was left, or though a later item of the same producer did. Each pending take may account for one. */
    private Optional<Judgement> lost(History history, Map<Value, ItemFlow> flows, int pendingTakes) {
        List<ItemFlow> missing = items.isDrained()
                ? flows.values().stream().filter(flow -> flow.missing() > 0).toList()
                : overtaken(flows);
        int count = missing.stream().mapToInt(ItemFlow::missing).sum();
        if (count <= pendingTakes) {
            return Optional.empty();
        }
        String excused =
                pendingTakes == 0 ? "" : ", of which " + pendingTakes + " may have been taken without an answer";
        List<Operation> shown = missing.stream()
                .limit(pendingTakes + 1L)
                .flatMap(flow -> Stream.concat(flow.operations().stream(), overtaking(flow, flows)))
                .distinct()
                .toList();
        String named = missing.size() > NAMED
                ? count + " items"
                : missing.stream().map(flow -> flow.item().text()).collect(Collectors.joining(", "));
        return Optional.of(violated(
                named + " went in and did not come out" + excused
                        + (items.isDrained() ? "" : ", though what the same process put in later did"),
                history,
                shown));
    }

    /** The first item that the same producer put in later and that came out, where it is order that proves the loss. */
    private Stream<Operation> overtaking(ItemFlow lost, Map<Value, ItemFlow> flows) {
        return items.isDrained()
                ? Stream.empty()
                : byProducer(flows).stream()
                        .filter(inOrder -> inOrder.contains(lost))
                        .flatMap(inOrder -> inOrder.subList(inOrder.indexOf(lost), inOrder.size()).stream()
                                .filter(flow -> !flow.takes().isEmpty())
                                .limit(1)
                                .flatMap(flow -> flow.operations().stream()));
    }

    private List<ItemFlow> overtaken(Map<Value, ItemFlow> flows) {
        List<ItemFlow> overtaken = new ArrayList<>();
        for (List<ItemFlow> inOrder : byProducer(flows)) {
            boolean laterTaken = false;
            for (int i = inOrder.size() - 1; i >= 0; i--) {
                boolean taken = !inOrder.get(i).takes().isEmpty();
                if (laterTaken && !taken) {
                    overtaken.add(inOrder.get(i));
                }
                laterTaken |= taken;
            }
        }
        return overtaken;
    }

    /** Items that went in exactly once, for certain, by producer and in its order; none where order does not matter. */
    private Collection<List<ItemFlow>> byProducer(Map<Value, ItemFlow> flows) {
        return flows.values().stream()
                .filter(flow -> items.isFifo() && flow.wentInOnce())
                .collect(Collectors.groupingBy(ItemFlow::producer, TreeMap::new, Collectors.toList()))
                .values();
    }

    private static Judgement violated(String reason, History history, List<Operation> shown) {
        return new Judgement.Violated(
                reason,
                history.withOperations(shown),
                shown.stream()
                        .map(one -> new Judgement.Because(Optional.of(one), one.toString(), "", false))
                        .toList());
    }
}
