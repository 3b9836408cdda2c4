package org.shmstress.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.shmstress.history.Call;
import org.shmstress.history.Operation;
import org.shmstress.history.Response;

/**
 * A model as a table: states and (call, response) pairs become numbers, and each question is asked of the model once. Slow models,
 * such as one that replays an author's class by reflection, cost little this way.
 */
final class Transitions<S> {
    private static final int[] NOWHERE = {};
    private static final int UNASKED = 0;

    private final SequentialModel<S> model;
    private final List<S> states = new ArrayList<>();
    private final Map<S, Integer> numbers = new HashMap<>();
    private final Map<Kind, Integer> kinds = new HashMap<>();
    private final List<Kind> kindsByNumber = new ArrayList<>();
    private final List<int[]> answers = new ArrayList<>();
    private long[] keys = new long[1024];
    private int[] values = new int[1024]; // index of the answer plus one
    private int asked;

    private record Kind(Call call, Response response) {}

    Transitions(SequentialModel<S> model) {
        this.model = model;
        answers.add(NOWHERE);
    }

    /** The model's initial state. */
    int initial() {
        return number(model.initial());
    }

    /** Number of what the operation called and how that ended. */
    int kind(Operation operation) {
        return kind(operation.call(), operation.response());
    }

    /** Number of this call with this response. */
    int kind(Call call, Response response) {
        return kinds.computeIfAbsent(new Kind(call, response), kind -> {
            kindsByNumber.add(kind);
            return kindsByNumber.size() - 1;
        });
    }

    /** The states after an operation of this kind in this state, without doubles; none where it is impossible. Not to be written to. */
    int[] next(int state, int kind) {
        long key = (long) state << 32 | kind;
        int at = find(key);
        if (values[at] == UNASKED) {
            int answer = ask(state, kind);
            if (++asked * 2 > keys.length) {
                grow();
            }
            at = find(key); // elsewhere if the table grew
            keys[at] = key;
            values[at] = answer + 1;
        }
        return answers.get(values[at] - 1);
    }

    /** How often the model itself was asked. */
    int asked() {
        return asked;
    }

    /** Numbers of the states met so far in which an operation of this kind is possible, at most so many. */
    List<Integer> statesAllowing(int kind, int limit) {
        return IntStream.range(0, states.size())
                .filter(state -> next(state, kind).length > 0)
                .limit(limit)
                .boxed()
                .toList();
    }

    String describe(int state) {
        return model.describe(states.get(state));
    }

    private int ask(int state, int kind) {
        Kind question = kindsByNumber.get(kind);
        int[] next = Deaths.step(model, states.get(state), question.call(), question.response()).stream()
                .mapToInt(this::number)
                .distinct()
                .toArray();
        if (next.length == 0) {
            return 0;
        }
        answers.add(next);
        return answers.size() - 1;
    }

    private int number(S state) {
        Integer known = numbers.putIfAbsent(state, states.size());
        if (known == null) {
            states.add(state);
            return states.size() - 1;
        }
        return known;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int at = (int) Hashing.mix(key) & mask;
        while (values[at] != UNASKED && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != UNASKED) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
