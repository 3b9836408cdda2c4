package org.shmstress.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.shmstress.history.Call;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Operation;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/** Deaths as operations that the model answers, so that a search finds out when the object noticed them. */
final class Deaths {
    private static final String DEATH = "(death)";

    private Deaths() {}

    /**
     * The deaths of a history as operations of those who died: after the last that the process is known to have begun or finished, and before
     * the death was known.
     */
    static List<Operation> asOperations(History history) {
        List<Operation> deaths = new ArrayList<>();
        for (Death death : history.deaths()) {
            long lastSign = history.operations().stream()
                    .filter(operation -> operation.process() == death.process())
                    .mapToLong(operation -> operation.isPending() ? operation.invoked() : operation.responded())
                    .filter(position -> position <= death.position())
                    .max()
                    .orElse(Math.min(death.position(), 0));
            deaths.add(
                    new Operation(death.process(), call(death.process()), lastSign, Response.VOID, death.position()));
        }
        return deaths;
    }

    static <S> Collection<S> step(SequentialModel<S> model, S state, Call call, Response response) {
        return isDeath(call)
                ? model.died(state, (int) ((Value.Whole) call.argument(0)).value())
                : model.step(state, call, response);
    }

    static boolean isDeath(Call call) {
        return call.operation().equals(DEATH);
    }

    /** An operation or a death, readable. */
    static String describe(Operation operation) {
        return isDeath(operation.call())
                ? "process " + operation.call().argument(0).text() + " died"
                : operation.toString();
    }

    private static Call call(int process) {
        return Call.of(DEATH, Value.of(process));
    }
}
