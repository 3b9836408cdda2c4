package org.shmstress.protocol;

import java.util.List;

/**
 * One parameter of an operation and where its values come from.
 *
 * @param type descriptor of its type: {@code I}, {@code J}, {@code Z}, or that of an enum
 * @param source where its values come from
 * @param from the least value of a {@link Source#RANGE}
 * @param to the greatest value of a {@link Source#RANGE}
 * @param constants of an enum, in order; none for other types
 * @param key whether it says which independent part of the object the call is about
 */
public record OperationParameter(String type, Source source, long from, long to, List<String> constants, boolean key) {

    /** Where values come from. */
    public enum Source {
        /** Drawn evenly. A boolean is drawn from 0 and 1, an enum's constant by its ordinal. */
        RANGE,
        /** Another one in each call. */
        UNIQUE,
        /** The index of the calling worker. */
        WORKER
    }
}
