package org.shmstress.run.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shmstress.history.Call;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Response;
import org.shmstress.history.Value;
import org.shmstress.judge.Conservation;
import org.shmstress.judge.Conservation.Items;
import org.shmstress.judge.Judgement;
import org.shmstress.protocol.OperationParameter;
import org.shmstress.protocol.OperationParameter.Source;
import org.shmstress.protocol.OperationShape;

/**
 * Finds out which operations of an object move items, by trying its model: an operation puts if each call is given another value first,
 * and takes if in long walks through the model what it returns was put, and is gone then. Nobody has to say so. Where the
 * model itself hands an item out twice, as a register does, nothing is conserved; where it loses some, as a log that forgets its oldest,
 * none is missed.
 */
final class ItemFinder {

    private static final int WALKS = 4;
    private static final int STEPS = 200;
    private static final int MOST_NOTHINGS = 3;

    private final PlainModel model;
    private final List<OperationShape> operations;
    private final Set<String> puts;

    private ItemFinder(PlainModel model, List<OperationShape> operations) {
        this.model = model;
        this.operations = operations;
        this.puts = operations.stream()
                .filter(ItemFinder::isGivenAnItem)
                .map(OperationShape::name)
                .collect(Collectors.toSet());
    }

    /** What moves items; empty if nothing does, or nothing keeps them. */
    static Optional<Items> find(PlainModel model, List<OperationShape> operations) {
        return new ItemFinder(model, operations).find();
    }

    private static boolean isGivenAnItem(OperationShape operation) {
        List<OperationParameter> parameters = operation.parameters();
        return !parameters.isEmpty()
                && parameters.get(0).source() == Source.UNIQUE
                && parameters.stream().noneMatch(OperationParameter::key);
    }

    private Optional<Items> find() {
        if (puts.isEmpty()) {
            return Optional.empty();
        }
        Set<String> takes = operations.stream()
                .filter(operation -> !puts.contains(operation.name()) && "IJ".contains(operation.result()))
                .map(OperationShape::name)
                .filter(name -> conserved(Set.of(name), only(Set.of(name))).isPresent())
                .collect(Collectors.toSet());
        return takes.isEmpty() ? Optional.empty() : conserved(takes, operations);
    }

    private List<OperationShape> only(Set<String> takes) {
        return operations.stream()
                .filter(operation -> puts.contains(operation.name()) || takes.contains(operation.name()))
                .toList();
    }

    /** The items of these operations, in the strictest order that walks by these keep; empty if they keep none. */
    private Optional<Items> conserved(Set<String> takes, List<OperationShape> walked) {
        List<History> walks = new ArrayList<>();
        for (int seed = 0; seed < WALKS; seed++) {
            walks.add(History.of(walk(walked, new Random(seed))));
        }
        Set<Value> nothing = new HashSet<>();
        walks.forEach(walk -> nothing.addAll(neverPut(walk, takes)));
        if (nothing.size() > MOST_NOTHINGS) {
            return Optional.empty();
        }
        return IntStream.of(1, 0)
                .mapToObj(fifo -> new Items(puts, takes, nothing, List.of(), fifo == 1, false))
                .filter(items ->
                        walks.stream().allMatch(walk -> new Conservation(items).judge(walk) instanceof Judgement.Holds))
                .findFirst();
    }

    private Set<Value> neverPut(History walk, Set<String> takes) {
        Set<Value> put = new HashSet<>();
        Set<Value> taken = new HashSet<>();
        for (Operation operation : walk.operations()) {
            if (puts.contains(operation.call().operation())) {
                put.add(operation.call().argument(0));
            } else if (takes.contains(operation.call().operation())
                    && operation.response() instanceof Response.Returned returned) {
                taken.add(returned.value());
            }
        }
        taken.removeAll(put);
        return taken;
    }

    /** One call after the other, as one worker or another may draw them; those that would have to wait are left out. */
    private List<Operation> walk(List<OperationShape> walked, Random random) {
        List<Operation> done = new ArrayList<>();
        Map<Integer, Long> drawn = new HashMap<>();
        List<Object> state = model.initial();
        for (int step = 0; step < STEPS; step++) {
            OperationShape operation = walked.get(random.nextInt(walked.size()));
            int worker = operation.workers().isEmpty()
                    ? random.nextInt(2)
                    : operation.workers().get(random.nextInt(operation.workers().size()));
            Call call = new Call(operation.name(), arguments(operation, worker, drawn, random));
            Optional<PlainModel.End> end = model.perform(state, call);
            if (end.isPresent()) {
                done.add(new Operation(worker, call, 2L * step, end.get().response(), 2L * step + 1));
                state = end.get().state();
            }
        }
        return done;
    }

    private static List<Value> arguments(
            OperationShape operation, int worker, Map<Integer, Long> drawn, Random random) {
        List<Value> arguments = new ArrayList<>();
        for (OperationParameter parameter : operation.parameters()) {
            long bits = switch (parameter.source()) {
                case RANGE -> parameter.from() + Math.floorMod(random.nextLong(), span(parameter));
                case UNIQUE -> drawn.merge(worker, 1L, Long::sum) << 10 | worker + 1;
                case WORKER -> worker;
            };
            arguments.add(Encoding.value(parameter.type(), parameter.constants(), bits));
        }
        return arguments;
    }

    private static long span(OperationParameter parameter) {
        long span = parameter.to() - parameter.from() + 1;
        return span <= 0 ? Long.MAX_VALUE : span;
    }
}
