package org.shmstress.script;

import java.util.Optional;

/**
 * What the parent writes to a puppet: an action, perhaps with the instant at which to begin, or that it forget everything.
 *
 * @param atNanos {@code System.nanoTime} at which to begin, the same clock in all processes; 0: at once
 * @param action what to do; empty: unmap, close and stop whatever there still is
 */
public record Order(long atNanos, Optional<Action> action) {

    private static final String RESET = "reset";

    /** Begin at once. */
    public static Order now(Action action) {
        return new Order(0, Optional.of(action));
    }

    /** Begin at the given instant. */
    public static Order at(long nanos, Action action) {
        return new Order(nanos, Optional.of(action));
    }

    /** Let go of every handle. */
    public static Order reset() {
        return new Order(0, Optional.empty());
    }

    /** The line that carries the order. */
    public String text() {
        return atNanos + " " + action.map(Action::text).orElse(RESET);
    }

    /** Reads {@link #text}. */
    public static Order parse(String text) {
        int space = text.indexOf(' ');
        String what = text.substring(space + 1);
        return new Order(
                Long.parseLong(text.substring(0, Math.max(0, space))),
                what.equals(RESET) ? Optional.empty() : Optional.of(Action.parse(what)));
    }
}
