package org.shmstress.judge;

import java.util.Collection;
import java.util.List;
import org.shmstress.history.Call;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/**
 * What a shared object does when its operations come one after the other.
 *
 * <p>States are immutable and tell equal ones apart from others by {@code equals} and {@code hashCode}: a judge keeps them, goes back to
 * them, and asks each question once. An author's plain Java class becomes such a model through a wrapper whose state is that class's
 * extracted state, or the calls that lead to it.
 *
 * @param <S> a state
 */
public interface SequentialModel<S> {

    /** The state of a fresh object. */
    S initial();

    /**
     * The states in which the object may be after this call, made in this state, ended like this. More than one where the object may choose;
     * empty where the call cannot end like this here. Of a {@link Response.Pending} response: the states after any end that the
     * call may have here; empty if it would wait.
     */
    Collection<S> step(S state, Call call, Response response);

    /**
     * Which independent part of the object a call is about, such as the key of a map: calls on different parts neither see nor change
     * each other, so that each part is judged by itself, starting from {@link #initial}. One part for all unless overridden.
     */
    default Value partition(Call call) {
        return Value.NOTHING;
    }

    /**
     * The states after the death of this process, where the object notices deaths: a robust lock that it held is orphaned. By default a death
     * changes nothing by itself. An operation that the death cut off may still take effect after it, because another process may finish what it
     * began; a model to which that matters keeps the dead in its state.
     */
    default Collection<S> died(S state, int process) {
        return List.of(state);
    }

    /** A state in words, for explanations. */
    default String describe(S state) {
        return String.valueOf(state);
    }
}
