package org.shmstress.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which operation was called, with what.
 *
 * @param operation name of the operation
 * @param arguments its arguments, in order
 */
public record Call(String operation, List<Value> arguments) {

    public Call {
        arguments = List.copyOf(arguments);
    }

    /** A call with these arguments. */
    public static Call of(String operation, Value... arguments) {
        return new Call(operation, Arrays.asList(arguments));
    }

    /** The argument at this index, from 0. */
    public Value argument(int index) {
        return arguments.get(index);
    }

    /** As in Java: {@code cas(3, 0)}. */
    @Override
    public String toString() {
        return operation + arguments.stream().map(Value::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
