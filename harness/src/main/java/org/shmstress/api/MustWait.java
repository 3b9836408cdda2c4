package org.shmstress.api;

/**
 * Thrown by a model's method where a call of a blocking {@link Operation} would have to wait in the model's present state, such as a
 * {@code take} from an empty queue.
 */
public final class MustWait extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A call that would have to wait. */
    public MustWait() {
        super("the call has to wait", null, false, false);
    }
}
