package org.shmstress.judge;

import java.util.List;
import org.shmstress.history.Call;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/** A register with compare-and-set that starts absent; its state is its value. */
final class Register implements SequentialModel<Value> {

    @Override
    public Value initial() {
        return Value.NOTHING;
    }

    @Override
    public List<Value> step(Value state, Call call, Response response) {
        return switch (call.operation()) {
            case "read" -> when(matches(response, state), state);
            case "write" -> when(matches(response, Value.NOTHING), call.argument(0));
            case "cas" -> {
                boolean swaps = state.equals(call.argument(0));
                yield when(matches(response, Value.of(swaps)), swaps ? call.argument(1) : state);
            }
            default -> throw new IllegalArgumentException(call.toString());
        };
    }

    private static boolean matches(Response response, Value value) {
        return response instanceof Response.Pending || response.equals(Response.returned(value));
    }

    private static List<Value> when(boolean possible, Value next) {
        return possible ? List.of(next) : List.of();
    }
}
