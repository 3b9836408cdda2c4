package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.shmstress.history.Call;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/** Small models to judge against, each with calls to draw from. */
final class Models {

    private Models() {}

    /** A model whose calls a test can draw. */
    interface Drawable<S> extends SequentialModel<S> {
        Call draw(Random random);

        /** Every value that an operation may return. */
        default List<Value> results() {
            return List.of(Value.NOTHING, Value.of(true), Value.of(false), Value.of(0), Value.of(1), Value.of(2));
        }
    }

    /** A bounded first-in-first-out queue; {@code enqueue} tells whether there was room, {@code dequeue} of an empty one gives nothing. */
    static final class Queue implements Drawable<List<Value>> {
        private final int capacity;

        Queue() {
            this(2);
        }

        Queue(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public List<Value> initial() {
            return List.of();
        }

        @Override
        public Collection<List<Value>> step(List<Value> state, Call call, Response response) {
            if (call.operation().equals("enqueue")) {
                boolean room = state.size() < capacity;
                return when(response, Value.of(room), room ? with(state, call.argument(0)) : state);
            }
            return state.isEmpty()
                    ? when(response, Value.NOTHING, state)
                    : when(response, state.get(0), state.subList(1, state.size()));
        }

        @Override
        public Call draw(Random random) {
            return random.nextBoolean() ? Call.of("enqueue", Value.of(random.nextInt(3))) : Call.of("dequeue");
        }
    }

    /** A bag that gives any of its elements: a model with a choice. Taking from an empty one waits. */
    static final class Bag implements Drawable<List<Value>> {

        @Override
        public List<Value> initial() {
            return List.of(Value.of(0));
        }

        @Override
        public Collection<List<Value>> step(List<Value> state, Call call, Response response) {
            if (call.operation().equals("put")) {
                return when(response, Value.NOTHING, sorted(with(state, call.argument(0))));
            }
            List<List<Value>> next = new ArrayList<>();
            for (Value one : state) {
                List<Value> rest = new ArrayList<>(state);
                rest.remove(one);
                next.addAll(when(response, one, rest));
            }
            return next;
        }

        @Override
        public Call draw(Random random) {
            return random.nextBoolean() ? Call.of("put", Value.of(random.nextInt(2))) : Call.of("take");
        }

        private static List<Value> sorted(List<Value> values) {
            return values.stream()
                    .sorted(java.util.Comparator.comparing(Value::text))
                    .toList();
        }
    }

    /** A map from numbers to numbers, every key a part of its own. */
    static final class Table implements Drawable<Map<Value, Value>> {

        @Override
        public Map<Value, Value> initial() {
            return Map.of();
        }

        @Override
        public Collection<Map<Value, Value>> step(Map<Value, Value> state, Call call, Response response) {
            Value before = state.getOrDefault(call.argument(0), Value.NOTHING);
            if (call.operation().equals("get")) {
                return when(response, before, state);
            }
            Map<Value, Value> after = new HashMap<>(state);
            after.put(call.argument(0), call.argument(1));
            return when(response, before, after);
        }

        @Override
        public Value partition(Call call) {
            return call.argument(0);
        }

        @Override
        public Call draw(Random random) {
            Value key = Value.of(random.nextInt(2));
            return random.nextBoolean() ? Call.of("put", key, Value.of(random.nextInt(3))) : Call.of("get", key);
        }
    }

    /** The register with calls to draw. */
    static final class DrawableRegister implements Drawable<Value> {
        private final Register register = new Register();

        @Override
        public Value initial() {
            return register.initial();
        }

        @Override
        public Collection<Value> step(Value state, Call call, Response response) {
            return register.step(state, call, response);
        }

        @Override
        public Call draw(Random random) {
            Value some = Value.of(random.nextInt(3));
            return switch (random.nextInt(3)) {
                case 0 -> Call.of("read");
                case 1 -> Call.of("write", some);
                default -> Call.of("cas", some, Value.of(random.nextInt(3)));
            };
        }
    }

    static <S> List<S> when(Response response, Value value, S next) {
        boolean possible = response instanceof Response.Pending || response.equals(Response.returned(value));
        return possible ? List.of(next) : List.of();
    }

    private static List<Value> with(List<Value> state, Value value) {
        List<Value> longer = new ArrayList<>(state);
        longer.add(value);
        return longer;
    }
}
