package org.shmstress.judge;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.shmstress.history.Call;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/** A lock that never throws. If it is robust, an owner's death frees it, and one that dies while it acquires does not own it. */
final class Lock implements SequentialModel<Lock.State> {
    private static final Value NOBODY = Value.NOTHING;

    private final boolean robust;

    record State(Value owner, Set<Value> dead) {}

    Lock(boolean robust) {
        this.robust = robust;
    }

    static Value me(int process) {
        return Value.of(process);
    }

    @Override
    public State initial() {
        return new State(NOBODY, Set.of());
    }

    @Override
    public Collection<State> step(State state, Call call, Response response) {
        Value me = call.argument(0);
        boolean locks = call.operation().equals("lock");
        boolean possible = state.owner().equals(locks ? NOBODY : me) && !(response instanceof Response.Threw);
        Value owner = locks && !state.dead().contains(me) ? me : NOBODY;
        return possible ? List.of(new State(owner, state.dead())) : List.of();
    }

    @Override
    public Collection<State> died(State state, int process) {
        if (!robust) {
            return List.of(state);
        }
        Set<Value> dead = new HashSet<>(state.dead());
        dead.add(me(process));
        return List.of(new State(state.owner().equals(me(process)) ? NOBODY : state.owner(), Set.copyOf(dead)));
    }

    @Override
    public String describe(State state) {
        return state.owner().equals(NOBODY) ? "free" : "held by " + state.owner();
    }
}
